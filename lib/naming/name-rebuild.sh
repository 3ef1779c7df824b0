#!/usr/bin/env bash
# shellcheck disable=SC2329 # other scripts call name_rebuild
#
# name_rebuild RELEASE TAG REVISION BUILD names the rebuild of a release. It has the tags of the release, with TAG in the place of
# the version and without that of the commit, which the first image of the commit keeps.
#
# Takes REPOSITORY_URI and the function name_image.
name_rebuild() {
  name_image "$3" '' "v${1/_/+}" "$4"
  export COMMIT_CHARACTERS="${#COMMIT_TAG}" COMMIT_TAG='' IMAGE_DIGEST='' NO_CACHE=true ALWAYS_PULL=true
  export IMAGE_TAG="$2"
  export IMAGE_TAGS="$IMAGE_TAG${MOVING_TAGS:+ $MOVING_TAGS}${CHANNEL_TAGS:+ $CHANNEL_TAGS}"
  export IMAGE_URI="$REPOSITORY_URI:$IMAGE_TAG"
}
