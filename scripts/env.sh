# shellcheck shell=sh
# Sourced by the other scripts: where macOS looks for the libraries that Homebrew and MacPorts install.
# It has to be set here, in the shell that starts Python: macOS takes DYLD_* away from /bin/sh and make.
if [ "$(uname -s)" = Darwin ]; then
    DYLD_FALLBACK_LIBRARY_PATH=${DYLD_FALLBACK_LIBRARY_PATH:-$HOME/lib:/usr/local/lib:/usr/lib}:/opt/homebrew/lib:/opt/local/lib
    export DYLD_FALLBACK_LIBRARY_PATH
fi
