#!/usr/bin/env bash
# Builds and pushes in one step, so that a failed build pushes nothing. The image is pushed without a tag, since a tag may belong
# to a newer one by then. A cache that cannot be written does not fail the build. The revision is an annotation too, if the image
# has an index: only that can be read by the right to push. The cache folder itself is CodeBuild's link to its cache, so only its
# content can be replaced.
#
# Takes the functions build_image, cache_in_registry and require_tested.
if [[ -z "$IMAGE_DIGEST" && -z "${PLATFORM_BUILDS:-}" ]]; then
  metadata="$(mktemp)"
  flags=(--provenance "$PROVENANCE" --sbom "$SBOM")
  if [[ -n "$IMAGE_REVISION" && ("$PROVENANCE" != false || "$SBOM" != false || "$IMAGE_PLATFORM" == *,*) ]]; then
    flags+=(--annotation "index:org.opencontainers.image.revision=$IMAGE_REVISION")
  fi
  if [[ -n "${CACHE_URI:-}" ]]; then
    flags+=(--cache-to "$(cache_in_registry),mode=max,image-manifest=true,oci-mediatypes=true,ignore-error=true")
  fi
  if [[ -n "${CACHE_FOLDER:-}" ]]; then
    flags+=(--cache-to "type=local,dest=$CACHE_FOLDER.new,mode=max,ignore-error=true")
  fi
  flags+=(--output "type=image,name=$REPOSITORY_URI,push-by-digest=true,name-canonical=true,$IMAGE_OUTPUT")
  build_image "$IMAGE_PLATFORM" "$metadata" "${flags[@]}"
  IMAGE_DIGEST="$(jq --exit-status --raw-output '."containerimage.digest"' "$metadata")"
  if [[ -n "${TESTED_CONFIGURATIONS:-}" ]]; then require_tested; fi
  if [[ -n "${CACHE_FOLDER:-}" && -d "$CACHE_FOLDER.new" ]]; then
    mkdir -p "$CACHE_FOLDER"
    find "$CACHE_FOLDER/" -mindepth 1 -delete
    cp -a "$CACHE_FOLDER.new/." "$CACHE_FOLDER"
  fi
fi
export IMAGE_DIGEST
