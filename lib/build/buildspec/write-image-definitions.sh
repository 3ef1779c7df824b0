#!/usr/bin/env bash
# Writes the files that ECS actions of a pipeline read, with the image by its digest: imagedefinitions.json for rolling updates, and
# imageDetail.json for blue/green deployments.
jq --null-input --arg name "$PIPELINE_CONTAINER" --arg uri "$IMAGE_URI_BY_DIGEST" \
  '[{ name: $name, imageUri: $uri }]' >imagedefinitions.json
jq --null-input --arg uri "$IMAGE_URI_BY_DIGEST" '{ ImageURI: $uri }' >imageDetail.json
