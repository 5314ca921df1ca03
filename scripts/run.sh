#!/bin/sh
# Runs Python in .venv, in the folder of the project: `scripts/run.sh -m brief …`.
set -eu

CDPATH='' cd -- "$(dirname -- "$0")/.."
# shellcheck source=scripts/env.sh
. scripts/env.sh
exec .venv/bin/python "$@"
