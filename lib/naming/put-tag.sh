#!/usr/bin/env bash
# shellcheck disable=SC2329 # other scripts call put_tag
#
# put_tag TAG DIGEST gives a tag to an image, as it is: the digest stays. The API of ECR puts a manifest by the right to push,
# but `docker buildx imagetools create` reads the image too. The `x` keeps line ends at the end of a manifest, which belong to
# its digest. If another run gave the image this tag at the same time, that is fine.
#
# Takes REPOSITORY_URI and the functions digest_of and retry.
put_tag() {
  local account region manifest
  IFS=. read -r account _ _ region _ <<<"$REPOSITORY_URI"
  manifest="$(retry docker buildx imagetools inspect --raw "$REPOSITORY_URI@$2" && printf x)"
  retry aws ecr put-image --region "$region" --registry-id "$account" --repository-name "${REPOSITORY_URI#*/}" \
    --image-tag "$1" --image-digest "$2" --image-manifest "${manifest%x}" \
    --query image.imageId --output text || [[ "$(digest_of "$1")" == "$2" ]]
}
