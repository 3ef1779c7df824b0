import { digestOfTag } from '../../private/digest-of-tag';

const digestOf = digestOfTag('$REPOSITORY_URI');

/**
 * A tag of a commit, a version or a build names one image for good. Where the commit has its image, that stays: a second
 * build would give another digest. Where another such tag is taken, the build fails before anything is built.
 */
export const findImage = `set -euo pipefail
${digestOf}
IMAGE_DIGEST=''
if [[ -n "$COMMIT_TAG" ]]; then IMAGE_DIGEST="$(digest_of "$COMMIT_TAG")"; fi
if [[ -n "$IMAGE_DIGEST" ]]; then
  echo "This commit has its image already, $IMAGE_DIGEST: nothing is built, and missing tags are added to it"
fi
read -ra tags <<<"$IMAGE_TAGS"
for tag in "\${tags[@]}"; do
  if [[ "$MOVING_TAGS" == *" $tag "* ]]; then continue; fi
  taken="$(digest_of "$tag")"
  if [[ -n "$taken" && "$taken" != "$IMAGE_DIGEST" ]]; then
    echo "The tag $tag is that of another image already, $taken: delete it there, or build under another name" >&2
    exit 1
  fi
done
export IMAGE_DIGEST`;

/**
 * The image gets its other tags once it is there as a whole, copied as it is: the digest stays. The image of one platform
 * among several gets none.
 */
export const publishImage = `set -euo pipefail
${digestOf}
export IMAGE_URI_BY_DIGEST="$REPOSITORY_URI@$IMAGE_DIGEST"
if [[ -z "\${PUSH_BY_DIGEST:-}" ]]; then
  read -ra tags <<<"$IMAGE_TAGS"
  for tag in "\${tags[@]}"; do
    now="$(digest_of "$tag")"
    if [[ "$now" == "$IMAGE_DIGEST" ]]; then continue; fi
    docker buildx imagetools create --prefer-index=false --tag "$REPOSITORY_URI:$tag" "$REPOSITORY_URI@$IMAGE_DIGEST"
  done
  if [[ -n "\${IMAGE_PARAMETER:-}" ]]; then
    aws ssm put-parameter --name "$IMAGE_PARAMETER" --type String --value "$IMAGE_URI_BY_DIGEST" --overwrite
  fi
  echo "Published $IMAGE_URI_BY_DIGEST as $IMAGE_TAGS"
fi`;

/** What the user's own program pushed, by the tag that it was told. */
export const readDigest = `set -euo pipefail
${digestOf}
if [[ -z "$IMAGE_DIGEST" ]]; then
  IMAGE_DIGEST="$(digest_of "$IMAGE_TAG")"
  if [[ -z "$IMAGE_DIGEST" ]]; then
    echo "Nothing was pushed as $IMAGE_URI" >&2
    exit 1
  fi
fi
export IMAGE_DIGEST`;
