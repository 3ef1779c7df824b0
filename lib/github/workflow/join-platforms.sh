#!/usr/bin/env bash
# Looks for the image of the commit again, since a build that found it has no digest. If there is none, joins the images of the
# platforms, whose digests are in PLATFORM_DIGEST_AMD64 and on.
#
# Takes the functions find_image and join_images.
find_image
if [[ -z "$IMAGE_DIGEST" ]]; then
  digests=()
  for name in "${!PLATFORM_DIGEST_@}"; do digests+=("${!name}"); done
  join_images "${digests[@]}"
fi
