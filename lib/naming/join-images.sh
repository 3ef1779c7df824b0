#!/usr/bin/env bash
# shellcheck disable=SC2329 # other scripts call join_images
#
# join_images DIGEST... joins the images with these digests under IMAGE_TAG, and sets IMAGE_DIGEST to the digest of the index.
# Takes REPOSITORY_URI.
join_images() {
  local digest
  docker buildx imagetools create --tag "$REPOSITORY_URI:$IMAGE_TAG" "${@/#/"$REPOSITORY_URI@"}"
  digest="$(docker buildx imagetools inspect --raw "$REPOSITORY_URI:$IMAGE_TAG" | sha256sum)"
  export IMAGE_DIGEST="sha256:${digest%% *}"
}
