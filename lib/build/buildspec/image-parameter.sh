#!/usr/bin/env bash
# shellcheck disable=SC2329 # other scripts call these functions
#
# The SSM parameter with the address of an image by its digest, as a name of images. A text that is no address of an image that
# this repository has, such as the first value of a new parameter, counts as none.
read_parameter() {
  local value errors
  errors="$(mktemp)"
  if ! value="$(aws ssm get-parameter --name "$1" --query Parameter.Value --output text 2>"$errors")"; then
    if grep --quiet ParameterNotFound "$errors"; then return; fi
    cat "$errors" >&2
    return 1
  fi
  if [[ "$value" == "$REPOSITORY_URI@sha256:"* ]]; then digest_of "${value#*@}"; fi
}
write_parameter() {
  aws ssm put-parameter --name "$1" --type String --value "$REPOSITORY_URI@$2" --overwrite
}
