#!/usr/bin/env bash
# shellcheck disable=SC2329 # other scripts call add_tags
#
# add_tags gives the image IMAGE_DIGEST the tags that name one image for good, and then moves the others forward. Those follow the
# branch or the versions. If another run of this commit was faster, its image becomes IMAGE_DIGEST. IMAGE_TAGS becomes the tags
# that the image has at the end.
#
# Takes REPOSITORY_URI, IMAGE_TAGS, COMMIT_TAG, MOVING_TAGS and CHANNEL_TAGS, and the functions digest_of, put_tag, note and fail.
# Tags that move need move_tag, follow_branch and IMAGE_REVISION, and channels need follow_versions.
add_tags() {
  local tag tags now moving="${MOVING_TAGS:-} ${CHANNEL_TAGS:-}"
  # only commit short-commit
  if [[ -n "${COMMIT_TAG:-}" ]]; then
    now="$(digest_of "$COMMIT_TAG")"
    if [[ -z "$now" ]]; then
      put_tag "$COMMIT_TAG" "$IMAGE_DIGEST" || true
      now="$(digest_of "$COMMIT_TAG")"
    fi
    if [[ -z "$now" ]]; then fail "The image $IMAGE_DIGEST did not get the tag $COMMIT_TAG"; fi
    if [[ "$now" != "$IMAGE_DIGEST" ]]; then note "Another run built this commit first. Its image $now is the one that stays"; fi
    IMAGE_DIGEST="$now"
  fi
  # end
  read -ra tags <<<"$IMAGE_TAGS"
  for tag in "${tags[@]}"; do
    if [[ " ${COMMIT_TAG:-} $moving " == *" $tag "* ]]; then continue; fi
    now="$(digest_of "$tag")"
    if [[ -n "$now" && "$now" != "$IMAGE_DIGEST" ]]; then fail "The tag $tag is that of another image already, $now"; fi
    if [[ -z "$now" ]]; then put_tag "$tag" "$IMAGE_DIGEST"; fi
  done
  # only moving
  for tag in ${MOVING_TAGS:-}; do follow_branch "The tag $tag" digest_of move_tag "$tag"; done
  # end
  # only channels
  if [[ -n "${CHANNEL_TAGS:-}" ]]; then follow_versions; fi
  # end
  # only moving channels
  IMAGE_TAGS=''
  for tag in "${tags[@]}"; do
    if [[ " $moving " == *" $tag "* && "$(digest_of "$tag")" != "$IMAGE_DIGEST" ]]; then
      if [[ " ${MOVING_TAGS:-} " != *" $tag "* || -z "$IMAGE_REVISION" || "$STAYED" == *" $tag "* ]]; then continue; fi
      # only moving
      # An older run has moved it since. That run moves it here again, but this one may end before, and deploys only with its tags.
      follow_branch "The tag $tag" digest_of move_tag "$tag"
      if [[ "$(digest_of "$tag")" != "$IMAGE_DIGEST" ]]; then continue; fi
      # end
    fi
    IMAGE_TAGS+="${IMAGE_TAGS:+ }$tag"
  done
  # end
  export IMAGE_DIGEST IMAGE_TAGS
}
