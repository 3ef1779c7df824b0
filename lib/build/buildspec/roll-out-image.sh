#!/usr/bin/env bash
# Deploys the image by its digest to each service and function in DEPLOYMENT_00 and on, one after the other. The build fails if a
# deployment fails. The image of one platform among several is not deployed: the index is.
#
# An image is not deployed if a tag of its build stayed at a newer image.
#
# Takes the function roll_out.
stays=''
for tag in ${MOVING_TAGS:-} ${CHANNEL_TAGS:-}; do
  if [[ " $IMAGE_TAGS " != *" $tag "* ]]; then stays="$tag"; fi
done
if [[ -n "$stays" ]]; then
  echo "The tag $stays stayed at a newer image, so $IMAGE_URI_BY_DIGEST is not deployed"
elif [[ -z "${PUSH_BY_DIGEST:-}" && -z "${REBUILD_SKIPPED:-}" ]]; then
  (
    export IMAGE_URI="$IMAGE_URI_BY_DIGEST"
    for name in "${!DEPLOYMENT_@}"; do roll_out "${!name}"; done
  )
fi
