#!/bin/sh
# Makes the briefing of examples/ for the day given and says where it is; ends with the exit code of `brief build`.
set -eu

CDPATH='' cd -- "$(dirname -- "$0")/.."
day=$1
shift

status=0
sh scripts/run.sh -m brief build -c examples/brief.toml --date "$day" "$@" || status=$?
for file in "output/$day/briefing.html" "output/$day/briefing.pdf"; do
    if [ -s "$file" ]; then
        printf '%s\n' "$PWD/$file"
    fi
done
exit "$status"
