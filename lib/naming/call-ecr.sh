#!/usr/bin/env bash
# shellcheck disable=SC2329 # other scripts call call_ecr
#
# call_ecr COMMAND OPTION... asks or changes the repository by the API of ECR, and prints the answer as text.
#
# Takes REPOSITORY_URI and the function retry.
call_ecr() {
  local account region
  IFS=. read -r account _ _ region _ <<<"$REPOSITORY_URI"
  retry aws ecr "$1" --region "$region" --registry-id "$account" --repository-name "${REPOSITORY_URI#*/}" "${@:2}" --output text
}
