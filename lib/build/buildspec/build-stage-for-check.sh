#!/usr/bin/env bash
# Builds the stage TEST_STAGE of a pull request and keeps it on the machine, as the image is kept.
options=(--platform "$IMAGE_PLATFORM" --file "$DOCKERFILE" --target "$TEST_STAGE" --tag "$IMAGE-stage-$TEST_STAGE")
for name in "${!BUILD_ARG_@}"; do options+=(--build-arg "${!name}"); done
docker build "${options[@]}" "./$BUILD_CONTEXT"
