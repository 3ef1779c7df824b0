#!/usr/bin/env bash
# shellcheck disable=SC2034,SC2329 # other scripts call these functions and read their variables
#
# The history of commits in the checkout of a build. CodeBuild's helper gives Git the credentials of the source, so that the
# branch can be read as it is now. Without it, only the commits before this one are known. A checkout that is not whole gets
# the rest of its commits. A build for a Git tag, or for a commit, has no branch, and reads the default one.
read_history() {
  local whole=() checkout="${CODEBUILD_SRC_DIR:-.}"
  if [[ "$(git -C "$checkout" rev-parse --is-shallow-repository 2>/dev/null)" == true ]]; then whole=(--unshallow); fi
  BRANCH_HEAD=''
  if GIT_TERMINAL_PROMPT=0 git -C "$checkout" fetch --quiet --no-tags "${whole[@]}" origin \
    "${IMAGE_BRANCH:+refs/heads/}${IMAGE_BRANCH:-HEAD}" 2>/dev/null; then
    BRANCH_HEAD="$(git -C "$checkout" rev-parse FETCH_HEAD)"
  fi
  RECENT_COMMITS="$(git -C "$checkout" rev-list --max-count 100 "${BRANCH_HEAD:-$IMAGE_REVISION}" 2>/dev/null)" || RECENT_COMMITS=''
}
# compare_commits OLD NEW prints what NEW is to OLD, or nothing if the host gives neither a commit by its id nor its branches. One
# of another branch may be missing in the checkout. One that a forced push removed may be missing everywhere.
compare_commits() {
  local commit missing='' checkout="${CODEBUILD_SRC_DIR:-.}"
  if [[ "$1" == "$2" ]]; then
    echo identical
    return
  fi
  for commit in "$1" "$2"; do
    git -C "$checkout" cat-file -e "$commit^{commit}" 2>/dev/null ||
      GIT_TERMINAL_PROMPT=0 git -C "$checkout" fetch --quiet --no-tags origin "$commit" 2>/dev/null || missing="$commit"
  done
  if [[ -n "$missing" ]]; then # some hosts refuse to give a commit by its id
    GIT_TERMINAL_PROMPT=0 git -C "$checkout" fetch --quiet --no-tags --prune origin '+refs/heads/*:refs/compared/*' 2>/dev/null ||
      return 0
  fi
  if git -C "$checkout" merge-base --is-ancestor "$1" "$2" 2>/dev/null; then
    echo ahead
  elif git -C "$checkout" merge-base --is-ancestor "$2" "$1" 2>/dev/null; then
    echo behind
  elif [[ "$(git -C "$checkout" rev-parse --is-shallow-repository 2>/dev/null)" == false ]]; then
    if git -C "$checkout" merge-base "$1" "$2" >/dev/null 2>&1; then echo diverged; else echo unrelated; fi
  fi
}
