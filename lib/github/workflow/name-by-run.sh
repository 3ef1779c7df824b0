#!/usr/bin/env bash
# Names the image by the branch or tag of the run, looks for the image of the commit, and passes both to later steps. The Git tags
# of one image among several may have a prefix, which its version lacks. A second attempt of a run is another build, so the number
# of the attempt is added to the id of the run.
#
# Takes the functions name_image, require_repository and find_image.
branch='' git_tag=''
case "${GITHUB_REF_TYPE:-}" in
  branch) branch="$GITHUB_REF_NAME" ;;
  tag) git_tag="${GITHUB_REF_NAME#"${GIT_TAG_PREFIX:-}"}" ;;
esac
build="build-${GITHUB_RUN_NUMBER:-0}-${GITHUB_RUN_ID:-0}-${GITHUB_RUN_ATTEMPT:-1}"
name_image "$GITHUB_SHA" "$branch" "$git_tag" "$build"
require_repository
find_image
{
  echo "tags=$IMAGE_TAGS"
  echo "tag=$IMAGE_TAG"
  echo "commit=$COMMIT_TAG"
  echo "moving=$MOVING_TAGS"
  echo "channels=$CHANNEL_TAGS"
  echo "digest=$IMAGE_DIGEST"
} >>"$GITHUB_OUTPUT"
