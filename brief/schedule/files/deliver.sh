@STATE@

# The edition is sent by one run alone: the one whose push takes "to be delivered" off the branch.
# A later run tries only those whom that one is known not to have reached; where it came to an end
# half way, nobody gets a second mail.
taken=
for attempt in 1 2 3; do
  restore
  said=
  [ -z "$base" ] || said=$(git log -1 --format=%s "$base")
  message=${said%, to be delivered}
  case $message in
    *\ ????-??-??) set -- --date "${message##* }" ;;
    *) echo "no edition is to be delivered"; exit 0 ;;
  esac
  if [ "$said" = "$message" ]; then
    set -- "$@" --failed
    taken=before
    break
  fi
  if save; then
    base=$commit
    taken=now
    break
  fi
  echo "somebody else changed $branch meanwhile (attempt $attempt): once more, from there"
  sleep "$((attempt * ${BRIEF_PAUSE:-5}))"
done
[ -n "$taken" ] || { echo "the branch $branch could not be changed; nothing was sent" >&2; exit 1; }

code=0
brief deliver@WORDS@ "$@" --strict || code=$?
# 2: told before anything was handed over, such as a mail server that is not named. It is left to a later run.
[ "$code $taken" != "2 now" ] || message="$message, to be delivered"
save || { echo "who has the edition could not be saved; nobody gets it twice" >&2; exit 1; }
exit "$code"
