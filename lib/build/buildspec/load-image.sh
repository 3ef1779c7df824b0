#!/usr/bin/env bash
# shellcheck disable=SC2034,SC2329 # other scripts call load_image and read IMAGE
#
# load_image PLATFORM [STAGE] builds the image for one platform, or one of its stages, and gives it to Docker as IMAGE. It pushes
# nothing. TESTED_CONFIGURATIONS lists the digests of the configurations of images that are not of a stage. The digest of a
# configuration is the same with and without attestations, and depends on each layer.
#
# Takes the function build_image.
load_image() {
  local metadata configuration BUILD_TARGET="${2:-${BUILD_TARGET:-}}"
  metadata="$(mktemp)"
  IMAGE="tested-image:${1//[!a-z0-9]/-}${2:+-stage-$2}"
  build_image "$1" "$metadata" --provenance false --sbom false --output "type=docker,name=$IMAGE"
  if [[ -z "${2:-}" ]]; then
    configuration="$(jq --exit-status --raw-output '."containerimage.config.digest"' "$metadata")"
    export TESTED_CONFIGURATIONS="${TESTED_CONFIGURATIONS:-}${TESTED_CONFIGURATIONS:+ }$configuration"
  fi
}
