set -euo pipefail
# What earlier mornings left, the store and the editions, lies on the branch @BRANCH@, in one commit without a past.
branch=@BRANCH@
message="State of the briefing"
repository=$(git rev-parse --absolute-git-dir)

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
# .gitattributes of the repository changes a byte of it. The commit carries a word of this run's own: those of two runs
# in the same second would be one and the same, and both pushes would count as the one that won.
save() {
  copy=$(mktemp -d) &&
    cp -R --parents -- "$BRIEF_STORE" "$BRIEF_FOLDER" "$copy" &&
    export GIT_INDEX_FILE="$copy/.index" &&
    git -C "$copy" --git-dir="$repository" --work-tree="$copy" add --force -- "$BRIEF_STORE" "$BRIEF_FOLDER" &&
    tree=$(git write-tree) &&
    unset GIT_INDEX_FILE &&
    commit=$(git -c user.name=brief -c user.email=brief@example.invalid commit-tree "$tree" -m "$message" -m "Run ${copy##*.}") &&
    git push --quiet --force-with-lease="refs/heads/$branch:$base" origin "$commit:refs/heads/$branch"
}
