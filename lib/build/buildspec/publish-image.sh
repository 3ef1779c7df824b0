#!/usr/bin/env bash
# Publishes the image once it is there as a whole. The image of one platform among several gets no tag: the index has them.
export IMAGE_URI_BY_DIGEST="$REPOSITORY_URI@$IMAGE_DIGEST"
if [[ -z "${PUSH_BY_DIGEST:-}" ]]; then
  add_tags
  if [[ -n "${IMAGE_PARAMETER:-}" ]]; then
    aws ssm put-parameter --name "$IMAGE_PARAMETER" --type String --value "$IMAGE_URI_BY_DIGEST" --overwrite
  fi
  echo "Published $IMAGE_URI_BY_DIGEST as $IMAGE_TAGS"
fi
