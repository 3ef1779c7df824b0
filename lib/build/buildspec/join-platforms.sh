#!/usr/bin/env bash
# Joins the images of the platforms by the digests that their builds exported, in the build for the index. CodeBuild itself tells
# which builds of this batch they are, so no tag has to carry a digest from one build to the next.
if [[ -z "$IMAGE_DIGEST" && -n "${PLATFORM_BUILDS:-}" ]]; then
  batch="$(aws codebuild batch-get-builds --ids "$CODEBUILD_BUILD_ID" --query 'builds[0].buildBatchArn' --output text)"
  groups="$(aws codebuild batch-get-build-batches --ids "${batch##*/}" --output json)"
  digests=()
  for identifier in $PLATFORM_BUILDS; do
    build="$(jq --exit-status --raw-output --arg identifier "$identifier" \
      '.buildBatches[0].buildGroups[] | select(.identifier == $identifier).currentBuildSummary.arn' <<<"$groups")"
    exported="$(aws codebuild batch-get-builds --ids "${build##*/}" --output json)"
    read_exported() {
      jq --raw-output --arg name "$1" \
        '.builds[0].exportedEnvironmentVariables[] | select(.name == $name).value' <<<"$exported"
    }
    digest="$(read_exported IMAGE_DIGEST)"
    revision="$(read_exported IMAGE_REVISION)"
    if [[ ! "$digest" =~ ^sha256:[0-9a-f]{64}$ || "$revision" != "$IMAGE_REVISION" ]]; then
      echo "The build $identifier gave no image of this revision: '$digest' of '$revision'" >&2
      exit 1
    fi
    digests+=("$digest")
  done
  join_images "${digests[@]}"
fi
export IMAGE_DIGEST
