#!/usr/bin/env bash
# Names the image by the branch or tag of the source. The webhook's variables are read first, because a batch has only the
# commit as the version of its source. A pipeline passes its branch or Git tag in variables of its action. The Git tags of one image among several may have a prefix, which its version lacks. The
# number of a build starts again in a new project, so the id of the build is added.
reference="${CODEBUILD_WEBHOOK_HEAD_REF:-}" branch='' git_tag='' build="${CODEBUILD_BUILD_ID##*:}"
if [[ -n "${PIPELINE_CONTAINER:-}" ]]; then
  reference="${SOURCE_BRANCH:+refs/heads/$SOURCE_BRANCH}"
  if [[ -n "${SOURCE_TAG:-}" ]]; then reference="refs/tags/$SOURCE_TAG"; fi
elif [[ -z "$reference" ]]; then
  case "${CODEBUILD_WEBHOOK_TRIGGER:-}" in
    branch/*) reference="refs/heads/${CODEBUILD_WEBHOOK_TRIGGER#branch/}" ;;
    tag/*) reference="refs/tags/${CODEBUILD_WEBHOOK_TRIGGER#tag/}" ;;
    *) reference="${CODEBUILD_SOURCE_VERSION:-}" ;;
  esac
fi
reference="${reference%%^*}"
case "$reference" in
  refs/heads/?*) branch="${reference#refs/heads/}" ;;
  "refs/tags/${GIT_TAG_PREFIX:-}"?*) git_tag="${reference#"refs/tags/${GIT_TAG_PREFIX:-}"}" ;;
esac
if [[ -n "${REBUILDS:-}" && "$git_tag" =~ -[0-9]{8}$ ]]; then
  echo "The Git tag $git_tag looks like the tag of a rebuild, which a schedule makes. Choose another version" >&2
  exit 1
fi
build="build-${CODEBUILD_BUILD_NUMBER:-0}-${build:0:8}"
name_image "${CODEBUILD_RESOLVED_SOURCE_VERSION:-}" "$branch" "$git_tag" "$build"
export IMAGE_URI="$REPOSITORY_URI:$IMAGE_TAG"
echo "The tags of this image: $IMAGE_TAGS"
