#!/usr/bin/env bash
# Fails if GitHub has no value for a secret of the build. It passes an empty text then, and the build would fail later, or not at
# all.
for name in "${!BUILD_SECRET_NAME_@}"; do
  value="BUILD_SECRET_VALUE_${name##*_}"
  if [[ -z "${!value}" ]]; then
    echo "::error::The secret ${!name} is empty. Add it to the secrets of the repository, its environment or its organization."
    exit 1
  fi
done
