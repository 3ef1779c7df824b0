#!/usr/bin/env bash
# Fails in a build that does not belong to a batch: a single build would push the image of one platform only.
if [[ -z "${CODEBUILD_BATCH_BUILD_IDENTIFIER:-}" ]]; then
  echo "This project builds several platforms: start it as a batch, with 'aws codebuild start-build-batch'" >&2
  exit 1
fi
