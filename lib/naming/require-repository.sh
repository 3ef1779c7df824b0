#!/usr/bin/env bash
# shellcheck disable=SC2329 # other scripts call require_repository
#
# require_repository fails if the repository of the image does not exist. The registry calls a tag of such a repository not found,
# so it would seem to be free until the push. The call needs a right that every publisher has.
#
# Takes REPOSITORY_URI and IMAGE_TAG, and the functions call_ecr and fail.
require_repository() {
  local errors
  errors="$(mktemp)"
  if call_ecr batch-get-image --image-ids "imageTag=$IMAGE_TAG" --query 'failures[].failureCode' >/dev/null 2>"$errors"; then return; fi
  cat "$errors" >&2
  if ! grep -q RepositoryNotFoundException "$errors"; then return 1; fi
  fail "The repository ${REPOSITORY_URI#*/} does not exist in ${REPOSITORY_URI%%/*}. Deploy it, or correct its name. Nothing was built"
}
