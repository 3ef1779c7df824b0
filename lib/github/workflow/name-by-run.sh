#!/usr/bin/env bash
# Names the image by the branch or tag of the run. The Git tags of one image among several may have a prefix, which its version
# lacks. A second attempt of a run is another build, so the number of the attempt is added to the id of the run.
#
# Takes the function name_image.
branch='' git_tag=''
case "${GITHUB_REF_TYPE:-}" in
  branch) branch="$GITHUB_REF_NAME" ;;
  tag) git_tag="${GITHUB_REF_NAME#"${GIT_TAG_PREFIX:-}"}" ;;
esac
build="build-${GITHUB_RUN_NUMBER:-0}-${GITHUB_RUN_ID:-0}-${GITHUB_RUN_ATTEMPT:-1}"
name_image "$GITHUB_SHA" "$branch" "$git_tag" "$build"
