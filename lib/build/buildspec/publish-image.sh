#!/usr/bin/env bash
# Publishes the image once it is there as a whole. The image of one platform among several gets no tag: the index has them.
if [[ -z "${PUSH_BY_DIGEST:-}" && -z "${REBUILD_SKIPPED:-}" ]]; then
  add_tags
  if [[ -n "${IMAGE_PARAMETER:-}" ]]; then
    follow_branch "The parameter $IMAGE_PARAMETER" read_parameter write_parameter "$IMAGE_PARAMETER"
  fi
  echo "Published $REPOSITORY_URI@$IMAGE_DIGEST ${IMAGE_TAGS:+as }${IMAGE_TAGS:-without a tag}"
fi
export IMAGE_URI_BY_DIGEST="$REPOSITORY_URI@$IMAGE_DIGEST"
