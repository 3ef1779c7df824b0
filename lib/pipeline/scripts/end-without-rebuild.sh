#!/usr/bin/env bash
# Ends the deployment of a scheduled pipeline that built no release again.
#
# Takes IMAGE_URI and the function note.
if [[ -z "$IMAGE_URI" ]]; then
  note 'No release was built again, so nothing is deployed'
  exit 0
fi
