#!/usr/bin/env bash
# shellcheck disable=SC2329 # other scripts call join_images
#
# join_images DIGEST... joins the images with these digests in an index without a tag, and sets IMAGE_DIGEST to its digest. The
# index names its commit. Takes REPOSITORY_URI, IMAGE_REVISION and the function retry.
join_images() {
  local account region manifest digest annotation=()
  if [[ -n "$IMAGE_REVISION" ]]; then annotation=(--annotation "index:org.opencontainers.image.revision=$IMAGE_REVISION"); fi
  manifest="$(retry docker buildx imagetools create --dry-run "${annotation[@]}" "${@/#/"$REPOSITORY_URI@"}")"
  digest="$(printf '%s' "$manifest" | sha256sum)"
  export IMAGE_DIGEST="sha256:${digest%% *}"
  IFS=. read -r account _ _ region _ <<<"$REPOSITORY_URI"
  retry aws ecr put-image --region "$region" --registry-id "$account" --repository-name "${REPOSITORY_URI#*/}" \
    --image-digest "$IMAGE_DIGEST" --image-manifest "$manifest" --query image.imageId --output text
}
