#!/usr/bin/env bash
# shellcheck disable=SC2329 # other scripts call require_tested
#
# require_tested fails if an image that was tested is not among the images that were pushed, before any of them gets a tag.
#
# Takes REPOSITORY_URI, IMAGE_DIGEST and TESTED_CONFIGURATIONS, and the function retry.
require_tested() {
  local configuration pushed
  pushed="$(configurations_of "$IMAGE_DIGEST")"
  for configuration in ${TESTED_CONFIGURATIONS:-}; do
    if [[ " ${pushed//$'\n'/ } " != *" $configuration "* ]]; then
      echo "The image $IMAGE_DIGEST was not tested: its configuration is not $configuration. It gets no tag. The image must not" \
        "change from one build to the next, so build it of files that do not change, and run the build again" >&2
      return 1
    fi
  done
}
configurations_of() {
  local manifest digest
  manifest="$(retry docker buildx imagetools inspect --raw "$REPOSITORY_URI@$1")" || return
  jq --raw-output '.config.digest // empty' <<<"$manifest"
  for digest in $(jq --raw-output '.manifests[]? | select(.platform.os != "unknown").digest' <<<"$manifest"); do
    configurations_of "$digest" || return
  done
}
