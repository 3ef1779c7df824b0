#!/usr/bin/env bash
# Copies the source before tests run in it. The image is built of the copy, so that the files of tests do not become part of it,
# and so that the build for the push has the same files as the build for the tests.
if [[ -z "$IMAGE_DIGEST" && -z "${PLATFORM_BUILDS:-}" ]]; then
  BUILD_SOURCE="$(mktemp -d)"
  cp -a . "$BUILD_SOURCE"
  export BUILD_SOURCE
fi
