#!/usr/bin/env bash
# Joins the images of the platforms, whose digests are in PLATFORM_DIGEST_AMD64 and on, unless the image FOUND_DIGEST exists
# already. Then adds the missing tags.
#
# Takes the functions join_images and add_tags.
IMAGE_DIGEST="${FOUND_DIGEST:-}"
if [[ -z "$IMAGE_DIGEST" ]]; then
  digests=()
  for name in "${!PLATFORM_DIGEST_@}"; do digests+=("${!name}"); done
  join_images "${digests[@]}"
fi
add_tags
