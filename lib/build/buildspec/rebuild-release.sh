#!/usr/bin/env bash
# Chooses the release to build again in a build that the schedule started.
if [[ -n "${REBUILD:-}" ]]; then choose_rebuild "build-${CODEBUILD_BUILD_NUMBER:-0}"; fi
