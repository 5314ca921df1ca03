@STATE@

made=$(mktemp)
summary=${GITHUB_STEP_SUMMARY:-}

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
  [ -z "$summary" ] || : >"$summary"
  brief build@WORDS@ "$@" --keep "$BRIEF_KEEP" --summary "$summary" >"$made" || code=$?
  # 3: published, and a source failed. 4: the sources are well, and have nothing new.
  case $code in
    0 | 3) ;;
    4) edition=none; break ;;
    *) exit "$code" ;;
  esac
  if [ ! -s "$made" ]; then
    edition=kept
    [ -e "$BRIEF_FOLDER" ] || edition=none # a first morning without news, where [edition] on_empty = "skip"
    break
  fi
  cat "$made"
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
