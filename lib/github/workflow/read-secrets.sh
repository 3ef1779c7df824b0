#!/usr/bin/env bash
# Reads the secrets of the build that are in AWS, BUILD_SECRET_STORED_00 and on, to files that BuildKit mounts. The log shows none of
# their lines from now on. The runner deletes the folder at the end of the job.
#
# Takes the function read_stored.
umask 077
for name in "${!BUILD_SECRET_STORED_@}"; do
  value="$(read_stored "${!name}")"
  while IFS= read -r line; do
    if [[ -n "$line" ]]; then echo "::add-mask::${line//%/%25}"; fi
  done <<<"$value"
  printf '%s' "$value" >"$RUNNER_TEMP/build-secret-${name##*_}"
done
