#!/usr/bin/env bash
# Joins the images of the platforms, whose digests are in PLATFORM_DIGEST_AMD64 and on, unless a build found the image of the commit.
#
# Takes the function join_images.
if [[ -z "${IMAGE_DIGEST:-}" ]]; then
  digests=()
  for name in "${!PLATFORM_DIGEST_@}"; do digests+=("${!name}"); done
  join_images "${digests[@]}"
fi
