#!/usr/bin/env bash
# Joins the images of the ARCHITECTURES, which the jobs before built, unless the commit has its image already.
#
# Takes ARCHITECTURES and the functions read_result, join_images and fail.
if [[ -z "$IMAGE_DIGEST" ]]; then
  built=()
  for architecture in $ARCHITECTURES; do
    digest="$(read_result "build-$architecture" IMAGE_DIGEST)"
    if [[ ! "$digest" =~ ^sha256:[0-9a-f]{64}$ ]]; then
      fail "The job for $architecture gave no image, but '$digest'. Run the pipeline again as a whole"
    fi
    built+=("$digest")
  done
  join_images "${built[@]}"
fi
