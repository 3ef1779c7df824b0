#!/usr/bin/env bash
# Chooses the release that a scheduled pipeline builds again, and gives it to later jobs. Without one, they end at once.
#
# Takes COMMIT and BUILD, and the functions name_image, require_repository, choose_rebuild and write_results.
check_out() { :; } # the jobs that build check out the release
name_image "$COMMIT" '' '' "$BUILD"
require_repository
choose_rebuild "$BUILD"
REBUILD_RELEASE='' REBUILD_TAG='' REBUILD_REVISION=''
if [[ -z "${REBUILD_SKIPPED:-}" ]]; then
  REBUILD_RELEASE="${IMAGE_TAG%-*}" REBUILD_TAG="$IMAGE_TAG" REBUILD_REVISION="$IMAGE_REVISION"
fi
export REBUILD_RELEASE REBUILD_TAG REBUILD_REVISION
write_results rebuild REBUILD_RELEASE REBUILD_TAG REBUILD_REVISION
