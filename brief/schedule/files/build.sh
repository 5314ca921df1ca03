set -euo pipefail
# What earlier mornings left, the store and the editions, lies on the branch @BRANCH@, in one commit without a past.
branch=@BRANCH@
repository=$(git rev-parse --absolute-git-dir)
made=$(mktemp)
summary=${GITHUB_STEP_SUMMARY:-}

# Takes the state from the branch. Where there is none, this is the first morning; any other fault ends the run,
# as an edition without a memory prints everything again.
restore() {
  base=''
  rm -rf -- "$BRIEF_STORE" "$BRIEF_STORE-wal" "$BRIEF_STORE-shm" "$BRIEF_FOLDER"
  found=0
  git ls-remote --exit-code --heads origin "$branch" >/dev/null || found=$?
  if [ "$found" -eq 2 ]; then
    echo "no branch $branch yet: the first edition"
    return
  fi
  [ "$found" -eq 0 ] || return "$found"
  git fetch --quiet --no-tags --depth=1 origin "+refs/heads/$branch:refs/brief/$branch"
  base=$(git rev-parse "refs/brief/$branch")
  git archive "$base" | tar -x
}

# Puts the state back, unless somebody else did since it was taken; fails then. It is copied first, so that no
# .gitattributes of the repository changes a byte of it.
save() {
  copy=$(mktemp -d) &&
    cp -R --parents -- "$BRIEF_STORE" "$BRIEF_FOLDER" "$copy" &&
    export GIT_INDEX_FILE="$copy/.index" &&
    git -C "$copy" --git-dir="$repository" --work-tree="$copy" add --force -- "$BRIEF_STORE" "$BRIEF_FOLDER" &&
    tree=$(git write-tree) &&
    unset GIT_INDEX_FILE &&
    commit=$(git -c user.name=brief -c user.email=brief@example.invalid commit-tree "$tree" -m "State of the briefing") &&
    git push --quiet --force-with-lease="refs/heads/$branch:$base" origin "$commit:refs/heads/$branch"
}

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
    break
  fi
  cat "$made"
  brief prune@WORDS@ --keep "${BRIEF_KEEP}d"
  if save; then
    edition=made
    break
  fi
  echo "somebody else changed $branch meanwhile (attempt $attempt): once more, from there"
  sleep "$((attempt * ${BRIEF_PAUSE:-5}))"
done
[ -n "$edition" ] || { echo "the state could not be saved" >&2; exit 1; }
