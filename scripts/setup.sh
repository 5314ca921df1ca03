#!/bin/sh
# Makes .venv ready for the program, and with the argument `dev` for its tests too.
#
# Done already: nothing but a look at a stamp, which depends on the lock files and on this file.
# Else: finds Python 3.11 or newer, obtains what the system lacks (python3-venv; Pango and hb-subset, for PDF),
# makes the environment and installs exactly what the lock files name.
#
# What the system lacks is installed at once by root, saying so; by sudo or brew after asking on a terminal;
# else the one command to type is printed and set-up goes on as far as it can. Exit 3 where it cannot go on.
#
# PYTHON=python3.12 chooses the interpreter.
set -eu

CDPATH='' cd -- "$(dirname -- "$0")/.."
# shellcheck source=scripts/env.sh
. scripts/env.sh

what=${1:-run}
stamp=.venv/ready-$what

say() {
    printf 'brief: %s\n' "$*" >&2
}

# What is to be in the environment; where this changes, pip brings it up to date.
contents() {
    cksum pyproject.toml requirements*.lock scripts/setup.sh
}

# Whether .venv was made in this place, for the interpreter asked for, if one was, and still works.
usable() {
    { read -r place && read -r asked; } <.venv/origin || return 1
    [ "$place" = "$(pwd -P)" ] && [ "${PYTHON:-$asked}" = "$asked" ] && .venv/bin/python "$@"
} 2>/dev/null

suits() {
    "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1
}

# The newest of the versions that the tests run on, else a later one. One that can make environments goes first:
# a system's newest Python often comes without.
find_python() {
    if [ -n "${PYTHON:-}" ]; then
        suits "$PYTHON" && python=$PYTHON
        return
    fi
    first=''
    for candidate in python3.13 python3.12 python3.11 python3.14 python3 python; do
        suits "$candidate" || continue
        [ -n "$first" ] || first=$candidate
        if "$candidate" -c 'import ensurepip, venv' 2>/dev/null; then
            python=$candidate
            return
        fi
    done
    [ -n "$first" ] && python=$first
}

# Asks on the terminal; without one, or in a CI job, the answer is no.
agreed() {
    [ -t 0 ] && [ -t 2 ] && [ -z "${CI:-}" ] || return 1
    printf 'brief: %s is missing. Run now: %s ? [y/N] ' "$1" "$2" >&2
    read -r answer || answer=''
    case $answer in [Yy]*) return 0 ;; *) return 1 ;; esac
}

# Installs $packages, silently unless that fails; its argument goes before apt-get: `sudo`, or nothing.
apt_install() {
    log=$(mktemp)
    result=0
    # shellcheck disable=SC2086  # both are lists of words
    {
        $1 apt-get update -qq &&
            $1 env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
                -o DPkg::Lock::Timeout=120 $packages
    } </dev/null >"$log" 2>&1 || result=1
    [ "$result" = 0 ] || tail -n 5 "$log" >&2
    rm -f "$log"
    return "$result"
}

# What the system itself lacks. Nothing found here ends the run: see make_environment, and `brief doctor`.
obtain_system_packages() {
    packages=''
    missing=''
    if [ "$python" != .venv/bin/python ] && ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
        version=$("$python" -c 'import sys; print("python%d.%d" % sys.version_info[:2])')
        packages="$version-venv"
        missing='venv'
    fi
    native=$("$python" scripts/native.py) || true
    if [ -n "$native" ]; then
        packages="$packages libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
        missing="${missing:+$missing, }$native"
    fi
    [ -n "$missing" ] || return 0

    packages=${packages# }
    if [ "$(uname -s)" = Darwin ]; then
        mend='brew install pango'
        if command -v brew >/dev/null && agreed "$missing" "$mend" && $mend >&2; then return 0; fi
    elif command -v apt-get >/dev/null; then
        mend="apt-get update && apt-get install -y $packages"
        if [ "$(id -u)" = 0 ]; then
            say "$missing missing: installing $packages (apt-get, as root)"
            if apt_install ''; then return 0; fi
        else
            mend="sudo sh -c '$mend'"
            if command -v sudo >/dev/null && agreed "$missing" "$mend" && sudo -v && apt_install sudo; then return 0; fi
        fi
    else
        mend='install Pango 1.44 or newer and hb-subset (HarfBuzz) with the package manager of your system'
    fi
    say "$missing missing; to mend it: $mend"
}

make_environment() {
    say "making .venv with $("$python" -c 'import sys; print("Python %d.%d.%d" % sys.version_info[:3])')"
    rm -rf .venv
    if "$python" -c 'import ensurepip, venv' 2>/dev/null; then
        "$python" -m venv .venv
    elif ! { "$python" -m venv --without-pip .venv && .venv/bin/python scripts/get_pip.py; }; then
        rm -rf .venv
        say "no virtual environment can be made here; to mend it: $mend"
        exit 3
    fi
    printf '%s\n' "$(pwd -P)" "${PYTHON:-}" >.venv/origin
}

if [ -f "$stamp" ] && [ "$(contents)" = "$(cat "$stamp")" ] && usable -c ''; then
    exit 0
fi

unset PYTHONHOME PYTHONPATH PIP_USER PIP_TARGET PIP_PREFIX PIP_ROOT
export PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_INPUT=1

mend=''
python=''
if usable -m pip --version >/dev/null; then
    python=.venv/bin/python
elif ! find_python; then
    say "${PYTHON:-no Python here} is not Python 3.11 or newer; install one, or name it: make PYTHON=/path/to/python3.12 …"
    exit 1
fi
obtain_system_packages
[ "$python" = .venv/bin/python ] || make_environment
rm -f .venv/ready-*

say 'installing what the lock files name (a minute or two, the first time)'
pip() {
    .venv/bin/python -m pip install -qq "$@"
}
pip --require-hashes -r requirements-build.lock
if [ "$what" = dev ]; then
    pip --require-hashes --no-build-isolation --use-pep517 -r requirements.lock -r requirements-dev.lock
else
    pip --require-hashes --no-build-isolation --use-pep517 -r requirements.lock
fi
pip --no-deps --no-build-isolation --editable .

contents >.venv/ready-run
[ "$what" = run ] || contents >"$stamp"
