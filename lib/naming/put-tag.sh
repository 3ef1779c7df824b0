#!/usr/bin/env bash
# shellcheck disable=SC2329 # other scripts call put_tag
#
# put_tag TAG DIGEST gives a tag to an image, as it is: the digest stays. The API of ECR puts a manifest by the right to push,
# but `docker buildx imagetools create` reads the image too. The `x` keeps line ends at the end of a manifest, which belong to
# its digest. If another run gave the image this tag at the same time, that is fine.
#
# move_tag TAG DIGEST gives a tag that other images had to an image. It fails with the remedy if the repository does not let it move.
#
# Takes REPOSITORY_URI and the functions call_ecr, digest_of, retry and fail.
put_tag() {
  local manifest
  manifest="$(retry docker buildx imagetools inspect --raw "$REPOSITORY_URI@$2" && printf x)"
  call_ecr put-image --image-tag "$1" --image-digest "$2" --image-manifest "${manifest%x}" --query image.imageId ||
    [[ "$(digest_of "$1")" == "$2" ]]
}
move_tag() {
  local errors
  errors="$(mktemp)"
  if put_tag "$@" 2>"$errors"; then return; fi
  if grep --quiet ImageTagAlreadyExistsException "$errors"; then
    fail "The repository ${REPOSITORY_URI#*/} does not let the tag $1 move. Add '$1' to the mutableTags of the repository, deploy it, and start this run again"
  fi
  cat "$errors" >&2
  return 1
}
