#!/usr/bin/env bash
# Gives the image to later jobs, and names it at the end of the log. IMAGE_FOLLOWS are the tags that move.
#
# Takes the function write_results.
IMAGE_URI="$REPOSITORY_URI@$IMAGE_DIGEST" IMAGE_FOLLOWS="${MOVING_TAGS:-}${CHANNEL_TAGS:+ $CHANNEL_TAGS}"
export IMAGE_URI IMAGE_FOLLOWS
write_results image IMAGE_URI IMAGE_DIGEST IMAGE_TAGS IMAGE_FOLLOWS
echo "Published $IMAGE_URI ${IMAGE_TAGS:+as }${IMAGE_TAGS:-without a tag}"
