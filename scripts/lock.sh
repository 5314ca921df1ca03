#!/bin/sh
# Writes the lock files from pyproject.toml: for every platform, for Python 3.11 and later, with hashes.
# Nothing of this machine goes in: no configuration, no other index than the public one.
# Pins that stand are kept; `make lock ARGS=--upgrade` takes the newest, `ARGS='--upgrade-package lxml'` one.
set -eu

CDPATH='' cd -- "$(dirname -- "$0")/.."

for variable in $(env | sed -n -e 's/^\(UV_[A-Z_]*\)=.*/\1/p' -e 's/^\(PIP_[A-Z_]*\)=.*/\1/p'); do
    unset "$variable"
done

lock() {
    output=$1
    shift
    .venv/bin/uv pip compile --quiet --universal --generate-hashes --no-config --python-version 3.11 \
        --default-index https://pypi.org/simple --custom-compile-command 'make lock' --output-file "$output" "$@" >/dev/null
    printf '%s: %s packages\n' "$output" "$(grep -c '^[A-Za-z0-9]' "$output")"
}

lock requirements.lock pyproject.toml "$@"
lock requirements-build.lock --group pyproject.toml:build --constraint requirements.lock "$@"
lock requirements-dev.lock --group pyproject.toml:dev --constraint requirements.lock --constraint requirements-build.lock "$@"
