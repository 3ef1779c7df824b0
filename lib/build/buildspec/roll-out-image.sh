#!/usr/bin/env bash
# Deploys the image by its digest to each service and function in DEPLOYMENT_00 and on, one after the other. The build fails if a
# deployment fails. The image of one platform among several is not deployed: the index is.
#
# Takes the function roll_out.
if [[ -z "${PUSH_BY_DIGEST:-}" ]]; then
  (
    export IMAGE_URI="$IMAGE_URI_BY_DIGEST"
    for name in "${!DEPLOYMENT_@}"; do roll_out "${!name}"; done
  )
fi
