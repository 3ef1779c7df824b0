#!/usr/bin/env bash
# shellcheck disable=SC2329 # other scripts call join_images
#
# join_images DIGEST... joins the images with these digests in an index without a tag, and sets IMAGE_DIGEST to its digest. The
# index names its commit. Takes REPOSITORY_URI, IMAGE_REVISION and the functions call_ecr and retry.
join_images() {
  local manifest digest annotation=()
  if [[ -n "$IMAGE_REVISION" ]]; then annotation=(--annotation "index:org.opencontainers.image.revision=$IMAGE_REVISION"); fi
  manifest="$(retry docker buildx imagetools create --dry-run "${annotation[@]}" "${@/#/"$REPOSITORY_URI@"}")"
  digest="$(printf '%s' "$manifest" | sha256sum)"
  export IMAGE_DIGEST="sha256:${digest%% *}"
  call_ecr put-image --image-digest "$IMAGE_DIGEST" --image-manifest "$manifest" --query image.imageId
}
