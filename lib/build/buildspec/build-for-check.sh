#!/usr/bin/env bash
# Builds the image of a pull request and keeps it on the machine. Docker fetches a context that reads like an address
# (github.com/...): './' makes it a folder of the source.
docker build --platform "$IMAGE_PLATFORM" --file "$DOCKERFILE" --tag "$IMAGE" "./$BUILD_CONTEXT"
