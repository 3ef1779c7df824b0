#!/usr/bin/env bash
# shellcheck disable=SC2329 # other scripts call read_secrets
#
# read_secrets reads the secrets of the build that are in AWS: BUILD_SECRET_STORED_00 and on become BUILD_SECRET_VALUE with the same number.
#
# Takes the function read_stored.
read_secrets() {
  local name value
  for name in "${!BUILD_SECRET_STORED_@}"; do
    value="$(read_stored "${!name}")"
    export "BUILD_SECRET_VALUE_${name##*_}=$value"
  done
}
