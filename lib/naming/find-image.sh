#!/usr/bin/env bash
# shellcheck disable=SC2329 # other scripts call find_image
#
# find_image sets IMAGE_DIGEST to the digest of the image that COMMIT_TAG has, or to nothing. A tag of a commit, a version or a
# build names one image for good. If the commit has its image, that image stays: a second build would give another digest. If
# another image has such a tag, the build fails before anything is built.
#
# Takes REPOSITORY_URI, IMAGE_TAGS, COMMIT_TAG, MOVING_TAGS and CHANNEL_TAGS, and the functions digest_of, note and fail.
find_image() {
  local tags tag taken
  IMAGE_DIGEST=''
  if [[ -n "${COMMIT_TAG:-}" ]]; then IMAGE_DIGEST="$(digest_of "$COMMIT_TAG")"; fi
  read -ra tags <<<"$IMAGE_TAGS"
  for tag in "${tags[@]}"; do
    if [[ "$tag" == "${COMMIT_TAG:-}" || " ${MOVING_TAGS:-} ${CHANNEL_TAGS:-} " == *" $tag "* ]]; then continue; fi
    taken="$(digest_of "$tag")"
    if [[ -n "$taken" && "$taken" != "$IMAGE_DIGEST" ]]; then
      fail "The tag $tag is that of another image already, $taken: delete it there, or build under another name"
    fi
  done
  if [[ -n "$IMAGE_DIGEST" ]]; then
    note "This commit has its image already, $IMAGE_DIGEST: nothing is built, and missing tags are added to it"
  fi
  export IMAGE_DIGEST
}
