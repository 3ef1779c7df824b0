#!/usr/bin/env bash
# Builds the stage TEST_STAGE of a pull request and keeps it on the machine, as the image is kept.
docker build --platform "$IMAGE_PLATFORM" --file "$DOCKERFILE" --target "$TEST_STAGE" --tag "$IMAGE-stage-$TEST_STAGE" \
  "./$BUILD_CONTEXT"
