#!/usr/bin/env bash
# shellcheck disable=SC2329 # other scripts call check_out
#
# check_out REVISION makes the checkout of a build that of a commit, with its submodules. It fetches a commit that the checkout
# does not have. Git must have the credentials of the source.
check_out() {
  local checkout="${CODEBUILD_SRC_DIR:-.}"
  git -C "$checkout" cat-file -e "$1^{commit}" 2>/dev/null ||
    GIT_TERMINAL_PROMPT=0 git -C "$checkout" fetch --quiet --no-tags origin "$1"
  git -C "$checkout" checkout --quiet --force --detach "$1"
  if [[ -e "$checkout/.gitmodules" ]]; then git -C "$checkout" submodule update --quiet --init --recursive; fi
}
