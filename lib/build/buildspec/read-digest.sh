#!/usr/bin/env bash
# Sets IMAGE_DIGEST to the digest of what the user's own program pushed under the tag that it was given.
if [[ -z "$IMAGE_DIGEST" ]]; then
  IMAGE_DIGEST="$(digest_of "$IMAGE_TAG")"
  if [[ -z "$IMAGE_DIGEST" ]]; then
    echo "Nothing was pushed as $IMAGE_URI" >&2
    exit 1
  fi
fi
export IMAGE_DIGEST
