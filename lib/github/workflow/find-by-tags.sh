#!/usr/bin/env bash
# Looks for the image of the commit, and passes it to later steps with the tags.
#
# Takes the functions require_repository and find_image.
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
