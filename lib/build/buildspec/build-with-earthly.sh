#!/usr/bin/env bash
# Builds with Earthly. The program is in none of CodeBuild's images: it is installed already, or it is fetched and must have the
# given checksum. An Earthfile names the image itself, by 'ARG IMAGE'. Secrets are files, not arguments.
if [[ -z "$IMAGE_DIGEST" ]]; then
  if ! command -v earthly >/dev/null; then
    if [[ -z "${EARTHLY_SHA256:-}" ]]; then
      echo "Earthly is not installed here: give its checksum, so that it can be fetched, or an image that has it" >&2
      exit 1
    fi
    folder="$(mktemp -d)"
    curl --fail --silent --show-error --location --output "$folder/earthly" "$EARTHLY_URL"
    sha256sum --check <<<"$EARTHLY_SHA256  $folder/earthly"
    chmod +x "$folder/earthly"
    export PATH="$folder:$PATH"
  fi
  options=(--push --platform "$IMAGE_PLATFORM")
  if [[ -n "${NO_CACHE:-}" ]]; then options+=(--no-cache); fi
  secrets="$(mktemp -d)"
  for name in "${!BUILD_SECRET_ID_@}"; do
    value="BUILD_SECRET_VALUE_${name##*_}"
    printf '%s' "${!value}" >"$secrets/${name##*_}"
    options+=(--secret-file "${!name}=$secrets/${name##*_}")
  done
  options+=("+$EARTHLY_TARGET" "--IMAGE=$IMAGE_URI")
  for name in "${!BUILD_ARG_@}"; do options+=("--${!name}"); done
  export EARTHLY_DISABLE_ANALYTICS=1
  (cd "./$BUILD_CONTEXT" && earthly "${options[@]}")
  rm -r "$secrets"
fi
