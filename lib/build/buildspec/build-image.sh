#!/usr/bin/env bash
# shellcheck disable=SC2329 # other scripts call build_image
#
# build_image PLATFORM METADATA FLAGS... builds the image with buildx. It is called once for the push, and before that once for
# each platform that is tested, so that a second build finds each step in the cache of BuildKit. METADATA is the file for the
# digests. The source may be a copy in BUILD_SOURCE. Docker fetches a context that reads like an address (github.com/...): './'
# makes it a folder of the source.
#
# A new builder is created, because the builder of the Docker daemon exports neither attestations nor a cache. The user's
# labels come last, because the last value of a key is used. An address with credentials in it is not a label. Each image has its
# own cache. Without a cache, only the first build makes all layers, because what is tested must be what is pushed.
#
# Takes the functions buildkit_config, explain_pull and cache_in_registry.
build_image() {
  local name source log config creation options=(--platform "$1" --file "$DOCKERFILE" --metadata-file "$2" "${@:3}")
  if [[ -z "${BUILDX_BUILDER:-}" ]]; then
    creation=(--name image-build --driver docker-container --driver-opt "image=$BUILDKIT_IMAGE" --bootstrap)
    if [[ -n "${!REGISTRY_MIRRORS_*}" ]]; then
      config="$(mktemp)"
      buildkit_config >"$config"
      creation+=(--buildkitd-config "$config")
    fi
    docker buildx create "${creation[@]}" ${BUILDX_ENDPOINT:+"$BUILDX_ENDPOINT"}
    export BUILDX_BUILDER=image-build
  fi
  if [[ -n "${BINFMT_IMAGE:-}" && -z "${EMULATES:-}" ]]; then
    docker run --privileged --rm "$BINFMT_IMAGE" --install amd64,arm64
    export EMULATES=yes
  fi
  if [[ -n "${BUILD_TARGET:-}" ]]; then options+=(--target "$BUILD_TARGET"); fi
  if [[ -n "${ALWAYS_PULL:-}" ]]; then options+=(--pull); fi
  if [[ -n "$IMAGE_REVISION" ]]; then options+=(--label "org.opencontainers.image.revision=$IMAGE_REVISION"); fi
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
  if [[ -n "${NO_CACHE:-}" && -z "${BUILT_WITHOUT_CACHE:-}" ]]; then
    options+=(--no-cache)
    export BUILT_WITHOUT_CACHE=yes
  fi
  if [[ -n "${CACHE_URI:-}" && -z "${NO_CACHE:-}" ]]; then options+=(--cache-from "$(cache_in_registry)"); fi
  if [[ -n "${CACHE_FOLDER:-}" && -z "${NO_CACHE:-}" && -f "$CACHE_FOLDER/index.json" ]]; then
    options+=(--cache-from "type=local,src=$CACHE_FOLDER")
  fi
  log="$(mktemp)"
  if ! (cd "${BUILD_SOURCE:-.}" && docker buildx build "${options[@]}" "./$BUILD_CONTEXT") 2>&1 | tee "$log"; then
    explain_pull "$log" >&2
    exit 1
  fi
  rm "$log"
}
cache_in_registry() {
  local image="${REPOSITORY_URI#*/}"
  image="${image//[!A-Za-z0-9._-]/..}"
  printf 'type=registry,ref=%s' "$CACHE_URI:${CACHE_PREFIX:-cache}-${IMAGE_PLATFORM//[!A-Za-z0-9]/-}-${image:0:90}"
}
