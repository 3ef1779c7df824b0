#!/usr/bin/env bash
# shellcheck disable=SC2329 # other scripts call find_image
#
# find_image sets IMAGE_DIGEST to the digest of the image that the commit has already, or to nothing. A tag of a commit, a version
# or a build names one image for good. If the commit has its image, that image stays: a second build would give another digest. If
# no tag names the commit, the image that has such a tag tells its commit by its annotation or label. If another image has such a
# tag, the build fails before anything is built.
#
# Takes REPOSITORY_URI, IMAGE_TAGS, IMAGE_REVISION, COMMIT_TAG, MOVING_TAGS and CHANNEL_TAGS, and the functions digest_of, note and
# fail. Without COMMIT_TAG, it takes revision_of.
find_image() {
  local tags tag taken
  IMAGE_DIGEST=''
  # only commit short-commit
  if [[ -n "${COMMIT_TAG:-}" ]]; then IMAGE_DIGEST="$(digest_of "$COMMIT_TAG")"; fi
  # end
  read -ra tags <<<"$IMAGE_TAGS"
  for tag in "${tags[@]}"; do
    if [[ " ${COMMIT_TAG:-} ${MOVING_TAGS:-} ${CHANNEL_TAGS:-} " == *" $tag "* ]]; then continue; fi
    taken="$(digest_of "$tag")"
    if [[ -z "$taken" || "$taken" == "$IMAGE_DIGEST" ]]; then continue; fi
    # only no-commit-tag
    if [[ -z "${COMMIT_TAG:-}$IMAGE_DIGEST" && -n "$IMAGE_REVISION" && "$(revision_of "$taken")" == "$IMAGE_REVISION" ]]; then
      IMAGE_DIGEST="$taken"
      continue
    fi
    # end
    fail "The tag $tag is that of another image already, $taken: delete it there, or build under another name"
  done
  # only commit short-commit semantic-version
  if [[ -n "$IMAGE_DIGEST" ]]; then
    note "This commit has its image already, $IMAGE_DIGEST: nothing is built, and missing tags are added to it"
  fi
  # end
  export IMAGE_DIGEST
}
