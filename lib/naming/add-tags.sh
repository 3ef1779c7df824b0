#!/usr/bin/env bash
# shellcheck disable=SC2329 # other scripts call add_tags
#
# add_tags gives the image IMAGE_DIGEST those of IMAGE_TAGS that it lacks, as it is: the digest stays. The API of ECR puts a
# manifest by the right to push, but `docker buildx imagetools create` reads the image too. The `x` keeps line ends at the end
# of a manifest, which belong to its digest.
#
# Takes REPOSITORY_URI and the function digest_of.
add_tags() {
  local tags tag now account region manifest
  read -ra tags <<<"$IMAGE_TAGS"
  for tag in "${tags[@]}"; do
    now="$(digest_of "$tag")"
    if [[ "$now" == "$IMAGE_DIGEST" ]]; then continue; fi
    IFS=. read -r account _ _ region _ <<<"$REPOSITORY_URI"
    manifest="$(docker buildx imagetools inspect --raw "$REPOSITORY_URI@$IMAGE_DIGEST" && printf x)"
    aws ecr put-image --region "$region" --registry-id "$account" --repository-name "${REPOSITORY_URI#*/}" \
      --image-tag "$tag" --image-digest "$IMAGE_DIGEST" --image-manifest "${manifest%x}" \
      --query image.imageId --output text
  done
}
