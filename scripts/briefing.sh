#!/bin/sh
# Makes the briefing of examples/ for the day given and says where it is; ends with the exit code of `brief build`.
set -eu

CDPATH='' cd -- "$(dirname -- "$0")/.."
day=$1
shift

status=0
sh scripts/run.sh -m brief build -c examples/brief.toml --date "$day" "$@" || status=$?
for file in "output/$day/briefing.pdf" "output/$day/briefing.html"; do
    if [ -s "$file" ]; then
        printf 'open %s\n' "$PWD/$file"
        break
    fi
done
exit "$status"
