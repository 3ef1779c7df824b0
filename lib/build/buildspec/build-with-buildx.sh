#!/usr/bin/env bash
# Builds and pushes in one step, so that a failed build pushes nothing. The image is pushed without a tag, since a tag may belong
# to a newer one by then. Docker fetches a context that reads like an address (github.com/...): './' makes it a folder of the
# source.
#
# A new builder is created, because the builder of the Docker daemon exports neither attestations nor a cache. The user's
# labels come last, because the last value of a key is used. An address with credentials in it is not a label. Each image has its
# own cache. A cache that cannot be written does not fail the build. The revision is an annotation too, if the image has an
# index: only that can be read by the right to push. The cache folder itself is CodeBuild's link to its cache, so only its
# content can be replaced.
if [[ -z "$IMAGE_DIGEST" && -z "${PLATFORM_BUILDS:-}" ]]; then
  if [[ -z "${BUILDX_BUILDER:-}" ]]; then
    docker buildx create --name image-build --driver docker-container --driver-opt "image=$BUILDKIT_IMAGE" --bootstrap
    export BUILDX_BUILDER=image-build
  fi
  if [[ -n "${BINFMT_IMAGE:-}" ]]; then docker run --privileged --rm "$BINFMT_IMAGE" --install amd64,arm64; fi
  metadata="$(mktemp)"
  options=(--platform "$IMAGE_PLATFORM" --file "$DOCKERFILE" --metadata-file "$metadata")
  options+=(--provenance "$PROVENANCE" --sbom "$SBOM")
  if [[ -n "${BUILD_TARGET:-}" ]]; then options+=(--target "$BUILD_TARGET"); fi
  if [[ -n "$IMAGE_REVISION" ]]; then options+=(--label "org.opencontainers.image.revision=$IMAGE_REVISION"); fi
  if [[ -n "$IMAGE_REVISION" && ("$PROVENANCE" != false || "$SBOM" != false || "$IMAGE_PLATFORM" == *,*) ]]; then
    options+=(--annotation "index:org.opencontainers.image.revision=$IMAGE_REVISION")
  fi
  source="${IMAGE_SOURCE:-${CODEBUILD_SOURCE_REPO_URL:-}}"
  case "$source" in
    *@*) ;;
    https://*) options+=(--label "org.opencontainers.image.source=${source%.git}") ;;
  esac
  for name in "${!IMAGE_LABEL_@}"; do options+=(--label "${!name}"); done
  for name in "${!BUILD_ARG_@}"; do options+=(--build-arg "${!name}"); done
  for name in "${!BUILD_SECRET_ID_@}"; do
    options+=(--secret "id=${!name},env=BUILD_SECRET_VALUE_${name##*_}")
  done
  if [[ -n "${CACHE_URI:-}" ]]; then
    image="${REPOSITORY_URI#*/}" && image="${image//[!A-Za-z0-9._-]/..}"
    cache="type=registry,ref=$CACHE_URI:cache-${IMAGE_PLATFORM//[!A-Za-z0-9]/-}-${image:0:90}"
    options+=(--cache-from "$cache")
    options+=(--cache-to "$cache,mode=max,image-manifest=true,oci-mediatypes=true,ignore-error=true")
  fi
  if [[ -n "${CACHE_FOLDER:-}" ]]; then
    if [[ -f "$CACHE_FOLDER/index.json" ]]; then options+=(--cache-from "type=local,src=$CACHE_FOLDER"); fi
    options+=(--cache-to "type=local,dest=$CACHE_FOLDER.new,mode=max,ignore-error=true")
  fi
  options+=(--output "type=image,name=$REPOSITORY_URI,push-by-digest=true,name-canonical=true,$IMAGE_OUTPUT")
  docker buildx build "${options[@]}" "./$BUILD_CONTEXT"
  IMAGE_DIGEST="$(jq --exit-status --raw-output '."containerimage.digest"' "$metadata")"
  if [[ -n "${CACHE_FOLDER:-}" && -d "$CACHE_FOLDER.new" ]]; then
    mkdir -p "$CACHE_FOLDER"
    find "$CACHE_FOLDER/" -mindepth 1 -delete
    cp -a "$CACHE_FOLDER.new/." "$CACHE_FOLDER"
  fi
fi
export IMAGE_DIGEST
