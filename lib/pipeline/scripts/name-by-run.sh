#!/usr/bin/env bash
# Names the image by the branch or the Git tag of the run, and looks for the image of the commit.
#
# Takes COMMIT, BRANCH, GIT_TAG and BUILD, and the functions name_image, require_repository and find_image.
name_image "$COMMIT" "$BRANCH" "$GIT_TAG" "$BUILD"
echo "The tags of this image: $IMAGE_TAGS"
require_repository
find_image
