#!/usr/bin/env bash
# Builds the image of a pull request and keeps it on the machine. Docker fetches a context that reads like an address
# (github.com/...): './' makes it a folder of the source.
#
# Takes the function explain_pull.
options=(--platform "$IMAGE_PLATFORM" --file "$DOCKERFILE" --tag "$IMAGE")
if [[ -n "${BUILD_TARGET:-}" ]]; then options+=(--target "$BUILD_TARGET"); fi
for name in "${!BUILD_ARG_@}"; do options+=(--build-arg "${!name}"); done
log="$(mktemp)"
if ! docker build "${options[@]}" "./$BUILD_CONTEXT" 2>&1 | tee "$log"; then
  explain_pull "$log" >&2
  exit 1
fi
rm "$log"
