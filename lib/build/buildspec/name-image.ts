/**
 * Works out which tags the image gets, by the rules in `TAG_RULE_*`. What no tag may hold becomes a hyphen, and a tag
 * ends at 128 characters. A batch has the commit as the version of its source, so webhooks are asked first. A rule that says nothing about this build, as the branch of a git tag, gives none; if none
 * gives any, the number and the id of the build name the image: the number alone starts anew with a new project.
 */
export const nameImage = `set -euo pipefail
as_tag() {
  local LC_ALL=C
  local text="\${1//[!A-Za-z0-9._-]/-}"
  case "$text" in [.-]*) text="_\${text:1}" ;; esac
  printf '%s' "\${text:0:128}"
}
name_image() {
  local LC_ALL=C
  local version="\${CODEBUILD_RESOLVED_SOURCE_VERSION:-}" reference="\${CODEBUILD_WEBHOOK_HEAD_REF:-}"
  local branch='' git_tag='' rule tag moves number
  local commit_form='^[0-9a-f]{40}([0-9a-f]{24})?$' tag_form='^[A-Za-z0-9_][A-Za-z0-9._-]{0,127}$'
  local version_form='^v?((0|[1-9][0-9]*)(\\.(0|[1-9][0-9]*)){2}(-[0-9A-Za-z.-]+)?([+][0-9A-Za-z.-]+)?)$'
  local build="\${CODEBUILD_BUILD_ID##*:}"
  number="$(as_tag "build-\${CODEBUILD_BUILD_NUMBER:-0}-\${build:0:8}")"
  if [[ -z "$reference" ]]; then
    case "\${CODEBUILD_WEBHOOK_TRIGGER:-}" in
      branch/*) reference="refs/heads/\${CODEBUILD_WEBHOOK_TRIGGER#branch/}" ;;
      tag/*) reference="refs/tags/\${CODEBUILD_WEBHOOK_TRIGGER#tag/}" ;;
      *) reference="\${CODEBUILD_SOURCE_VERSION:-}" ;;
    esac
  fi
  reference="\${reference%%^*}"
  case "$reference" in
    refs/heads/?*) branch="\${reference#refs/heads/}" ;;
    refs/tags/?*) git_tag="\${reference#refs/tags/}" ;;
  esac
  IMAGE_TAGS='' COMMIT_TAG='' MOVING_TAGS='' IMAGE_REVISION=''
  if [[ "$version" =~ $commit_form ]]; then IMAGE_REVISION="$version"; fi
  for rule in "\${!TAG_RULE_@}"; do
    tag='' moves=''
    case "\${!rule}" in
      commit)
        if [[ "$version" =~ $tag_form ]]; then tag="$version" COMMIT_TAG="$version"; fi
        ;;
      short-commit)
        tag="\${IMAGE_REVISION:0:12}"
        if [[ -z "$COMMIT_TAG" ]]; then COMMIT_TAG="$tag"; fi
        ;;
      branch:*)
        if [[ -n "$branch" ]]; then tag="$(as_tag "\${!rule#branch:}$branch")" moves=yes; fi
        ;;
      semantic-version)
        if [[ "$git_tag" =~ $version_form && \${#git_tag} -le 128 ]]; then tag="$(as_tag "\${BASH_REMATCH[1]//+/_}")"; fi
        ;;
      build-number) tag="$number" ;;
      fixed:?*) tag="$(as_tag "\${!rule#fixed:}")" moves=yes ;;
    esac
    if [[ -z "$tag" || " $IMAGE_TAGS " == *" $tag "* ]]; then continue; fi
    IMAGE_TAGS="\${IMAGE_TAGS:+$IMAGE_TAGS }$tag"
    if [[ -n "$moves" ]]; then MOVING_TAGS="$MOVING_TAGS $tag "; fi
  done
  if [[ -z "$IMAGE_TAGS" ]]; then IMAGE_TAGS="$number"; fi
  IMAGE_TAG="\${COMMIT_TAG:-\${IMAGE_TAGS%% *}}"
}
name_image
export IMAGE_TAGS IMAGE_TAG COMMIT_TAG MOVING_TAGS IMAGE_REVISION
export IMAGE_URI="$REPOSITORY_URI:$IMAGE_TAG"
echo "The tags of this image: $IMAGE_TAGS"`;
