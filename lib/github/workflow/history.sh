#!/usr/bin/env bash
# shellcheck disable=SC2034,SC2329 # other scripts call these functions and read their variables
#
# ask_github PATH prints GitHub's answer about the repository, and the status of the answer in a line of its own. The token is no
# argument of a program. Without --fail, curl prints the answers of all tries.
#
# read_history reads the newest commits of the branch of the run. A run for a Git tag has no branch, and reads the default one. An
# answer that is no JSON counts as none.
#
# compare_commits OLD NEW prints what NEW is to OLD.
#
# Takes IMAGE_BRANCH, and GITHUB_TOKEN with the right to read the contents of the repository.
ask_github() {
  curl --fail --silent --location --retry 3 --max-time 60 --config - --write-out '\n%{http_code}' \
    --header 'Accept: application/vnd.github+json' "$GITHUB_API_URL/repos/$GITHUB_REPOSITORY/$1" \
    <<<"header = \"Authorization: Bearer $GITHUB_TOKEN\"" || true
}
read_history() {
  local answer branch
  branch="$(jq -rn --arg branch "$IMAGE_BRANCH" '$branch | @uri')"
  export BRANCH_HEAD='' # only other scripts read it
  RECENT_COMMITS=''
  answer="$(ask_github "commits?per_page=100${branch:+&sha=$branch}")"
  if [[ "${answer##*$'\n'}" != 200 ]]; then return; fi
  RECENT_COMMITS="$(jq -r '.[].sha' <<<"${answer%$'\n'*}" 2>/dev/null)" || RECENT_COMMITS=''
  BRANCH_HEAD="${RECENT_COMMITS%%$'\n'*}"
}
compare_commits() {
  local answer
  answer="$(ask_github "compare/$1...$2?per_page=1&page=2")"
  case "${answer##*$'\n'}" in
    200) jq -r .status <<<"${answer%$'\n'*}" 2>/dev/null || true ;;
    404) echo unrelated ;; # one of them is not in the repository, or they have no common ancestor
  esac
}
