#!/usr/bin/env bash
# shellcheck disable=SC2329 # the script of a CI system calls name_image
#
# name_image VERSION BRANCH GIT_TAG BUILD works out the tags of an image by the rules in TAG_RULE_00 and on: `commit`,
# `short-commit`, `branch:PREFIX`, `semantic-version`, `build-number`, `fixed:TAG`. VERSION is the version of the source, most
# often a commit; BRANCH or GIT_TAG is empty; BUILD tells this build from all others.
#
# Each character that a tag must not contain becomes a hyphen, and a tag ends at 128 characters. A version is never cut, since
# two versions must not share a tag. A rule that does not apply gives no tag. If none applies, BUILD names the image.
#
# Sets IMAGE_TAGS, with spaces between them; IMAGE_TAG, the one to push first; COMMIT_TAG, the one that names the commit;
# MOVING_TAGS, those that later builds move; IMAGE_REVISION, the commit.
as_tag() {
  local LC_ALL=C
  local text="${1//[!A-Za-z0-9._-]/-}"
  case "$text" in [.-]*) text="_${text:1}" ;; esac
  printf '%s' "${text:0:128}"
}
name_image() {
  local LC_ALL=C
  local version="$1" branch="$2" git_tag="$3" number rule tag moves
  local commit_form='^[0-9a-f]{40}([0-9a-f]{24})?$' tag_form='^[A-Za-z0-9_][A-Za-z0-9._-]{0,127}$'
  local version_form='^v?((0|[1-9][0-9]*)(\.(0|[1-9][0-9]*)){2}(-[0-9A-Za-z.-]+)?([+][0-9A-Za-z.-]+)?)$'
  number="$(as_tag "$4")"
  IMAGE_TAGS='' COMMIT_TAG='' MOVING_TAGS='' IMAGE_REVISION=''
  if [[ "$version" =~ $commit_form ]]; then IMAGE_REVISION="$version"; fi
  for rule in "${!TAG_RULE_@}"; do
    tag='' moves=''
    case "${!rule}" in
      commit)
        if [[ "$version" =~ $tag_form ]]; then tag="$version" COMMIT_TAG="$version"; fi
        ;;
      short-commit)
        tag="${IMAGE_REVISION:0:12}"
        if [[ -z "$COMMIT_TAG" ]]; then COMMIT_TAG="$tag"; fi
        ;;
      branch:*)
        if [[ -n "$branch" ]]; then tag="$(as_tag "${!rule#branch:}$branch")" moves=yes; fi
        ;;
      semantic-version)
        if [[ "$git_tag" =~ $version_form && ${#BASH_REMATCH[1]} -le 128 ]]; then tag="${BASH_REMATCH[1]//+/_}"; fi
        ;;
      build-number) tag="$number" ;;
      fixed:?*) tag="$(as_tag "${!rule#fixed:}")" moves=yes ;;
    esac
    if [[ -z "$tag" || " $IMAGE_TAGS " == *" $tag "* ]]; then continue; fi
    IMAGE_TAGS="${IMAGE_TAGS:+$IMAGE_TAGS }$tag"
    if [[ -n "$moves" ]]; then MOVING_TAGS="${MOVING_TAGS:+$MOVING_TAGS }$tag"; fi
  done
  if [[ -z "$IMAGE_TAGS" ]]; then IMAGE_TAGS="$number"; fi
  IMAGE_TAG="${COMMIT_TAG:-${IMAGE_TAGS%% *}}"
  export IMAGE_TAGS IMAGE_TAG COMMIT_TAG MOVING_TAGS IMAGE_REVISION
}
