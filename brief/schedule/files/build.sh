@STATE@

log=$(mktemp)
made=$(mktemp)

# An edition that was made is not made again, so several runs a morning do no harm. A day given by hand is made anew.
if [ -n "${DAY:-}" ]; then
  set -- --date "$DAY"
else
  set -- --once
fi

edition=
for attempt in 1 2 3; do
  restore
  code=0
  { brief build@WORDS@ "$@" 2>&1 >&3 | tee "$log" >&2; } 3>"$made" || code=$?
  # 3: published, and a source failed. 4: the sources are well, and have nothing new.
  case $code in
    0 | 3) ;;
    4) edition=none; break ;;
    *) exit "$code" ;;
  esac
  if [ ! -s "$made" ]; then
    edition=kept
    break
  fi
  find "$BRIEF_FOLDER" -mindepth 1 -maxdepth 1 -type d -name '????-??-??' | sort | head -n "-$BRIEF_KEEP" |
    while read -r old; do rm -r -- "$old"; done
  brief prune@WORDS@ --keep "${BRIEF_KEEP}d"
  @MARK@
  if save; then
    edition=made
    break
  fi
  echo "somebody else changed $branch meanwhile (attempt $attempt): once more, from there"
  sleep "$((attempt * ${BRIEF_PAUSE:-5}))"
done
[ -n "$edition" ] || { echo "the state could not be saved" >&2; exit 1; }
