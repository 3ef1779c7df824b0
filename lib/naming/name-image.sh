#!/usr/bin/env bash
# shellcheck disable=SC2329 # the script of a CI system calls name_image
#
# name_image VERSION BRANCH GIT_TAG BUILD works out the tags of an image by the rules in TAG_RULE_00 and on. VERSION is the version
# of the source, most often a commit; BRANCH or GIT_TAG is empty; BUILD tells this build from all others. The rules are `commit`,
# `short-commit`, `branch:PREFIX`, `semantic-version`, `semantic-version:CHANNEL,...`, `build-number` and `fixed:TAG`.
#
# Each character that a tag must not contain becomes a hyphen, and a tag ends at 128 characters. A version is never cut, since
# two versions must not share a tag. A rule that does not apply gives no tag. If none applies, BUILD names the image. Only a
# stable version has channels: `major` (1), `minor` (1.2) and `latest`.
#
# Sets IMAGE_TAGS, with spaces between them; IMAGE_TAG, the one to push first, which names one image for good if any does;
# COMMIT_TAG, the one that names the commit; MOVING_TAGS, those that follow a branch; CHANNEL_TAGS, those that follow the
# versions; IMAGE_REVISION, the commit; IMAGE_BRANCH, the branch or nothing.
as_tag() {
  local LC_ALL=C
  local text="${1//[!A-Za-z0-9._-]/-}"
  case "$text" in [.-]*) text="_${text:1}" ;; esac
  printf '%s' "${text:0:128}"
}
add_name() {
  if [[ -z "$1" || " $IMAGE_TAGS " == *" $1 "* ]]; then return; fi
  IMAGE_TAGS+="${IMAGE_TAGS:+ }$1"
  printf -v "$2" '%s' "${!2:+${!2} }$1"
}
name_image() {
  local LC_ALL=C version="$1" commit_form='^[0-9a-f]{40}([0-9a-f]{24})?$' number rule lasting=''
  # only commit
  local tag_form='^[A-Za-z0-9_][A-Za-z0-9._-]{0,127}$'
  # end
  # only channels
  local channel
  # end
  # only semantic-version
  local git_tag="$3" number_form='(0|[1-9][0-9]*)'
  local before="($number_form|[0-9]*[A-Za-z-][0-9A-Za-z-]*)" build='[0-9A-Za-z-]+' # by SemVer 2.0.0
  local version_form="^v?($number_form\.$number_form\.$number_form(-$before(\.$before)*)?([+]$build(\.$build)*)?)\$"
  # end
  number="$(as_tag "$4")"
  IMAGE_TAGS='' COMMIT_TAG='' MOVING_TAGS='' CHANNEL_TAGS='' IMAGE_REVISION='' IMAGE_BRANCH="$2"
  if [[ "$version" =~ $commit_form ]]; then IMAGE_REVISION="$version"; fi
  for rule in "${!TAG_RULE_@}"; do
    case "${!rule}" in
      # only commit
      commit) if [[ "$version" =~ $tag_form ]]; then COMMIT_TAG="$version" && add_name "$version" lasting; fi ;;
      # end
      # only short-commit
      short-commit)
        if [[ -z "$COMMIT_TAG" ]]; then COMMIT_TAG="${IMAGE_REVISION:0:12}"; fi
        add_name "${IMAGE_REVISION:0:12}" lasting
        ;;
      # end
      # only branch
      branch:*) if [[ -n "$IMAGE_BRANCH" ]]; then add_name "$(as_tag "${!rule#branch:}$IMAGE_BRANCH")" MOVING_TAGS; fi ;;
      # end
      # only semantic-version
      semantic-version*)
        if [[ ! "$git_tag" =~ $version_form || ${#BASH_REMATCH[1]} -gt 128 ]]; then continue; fi
        add_name "${BASH_REMATCH[1]//+/_}" lasting
        # only channels
        if [[ -n "${BASH_REMATCH[5]}" ]]; then continue; fi
        for channel in major minor latest; do
          case "$channel,${!rule#*:}," in
            major,*major,*) add_name "${BASH_REMATCH[2]}" CHANNEL_TAGS ;;
            minor,*minor,*) add_name "${BASH_REMATCH[2]}.${BASH_REMATCH[3]}" CHANNEL_TAGS ;;
            latest,*latest,*) add_name latest CHANNEL_TAGS ;;
          esac
        done
        # end
        ;;
      # end
      # only build-number
      build-number) add_name "$number" lasting ;;
      # end
      # only fixed
      fixed:?*) add_name "$(as_tag "${!rule#fixed:}")" MOVING_TAGS ;;
        # end
    esac
  done
  if [[ -z "$IMAGE_TAGS" ]]; then add_name "$number" lasting; fi
  IMAGE_TAG="${COMMIT_TAG:-${lasting:-$IMAGE_TAGS}}" && IMAGE_TAG="${IMAGE_TAG%% *}"
  export IMAGE_TAGS IMAGE_TAG COMMIT_TAG MOVING_TAGS CHANNEL_TAGS IMAGE_REVISION IMAGE_BRANCH
}
