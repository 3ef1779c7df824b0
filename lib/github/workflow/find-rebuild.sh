#!/usr/bin/env bash
# Chooses the release that a scheduled run builds again, and gives it to later jobs. They are skipped without it.
#
# Takes the functions name_image, require_repository and choose_rebuild.
check_out() { :; } # the jobs that build check out the release
build="build-${GITHUB_RUN_NUMBER:-0}-${GITHUB_RUN_ID:-0}-${GITHUB_RUN_ATTEMPT:-1}"
name_image "$GITHUB_SHA" '' '' "$build"
require_repository
choose_rebuild "$build"
if [[ -z "${REBUILD_SKIPPED:-}" ]]; then
  {
    echo "release=${IMAGE_TAG%-*}"
    echo "tag=$IMAGE_TAG"
    echo "revision=$IMAGE_REVISION"
  } >>"$GITHUB_OUTPUT"
fi
