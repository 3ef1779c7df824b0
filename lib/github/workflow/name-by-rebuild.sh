#!/usr/bin/env bash
# shellcheck disable=SC2154 # the script before sets build and git_tag
# Names the image of a scheduled run that builds a release again. The Git tag of any other run must not look like such a name.
#
# Takes REBUILD_TAG, which is empty for any other run, REBUILD_RELEASE and REBUILD_REVISION, and the function name_rebuild.
if [[ -n "$REBUILD_TAG" ]]; then
  name_rebuild "$REBUILD_RELEASE" "$REBUILD_TAG" "$REBUILD_REVISION" "$build"
elif [[ "$git_tag" =~ -[0-9]{8}$ ]]; then
  fail "The Git tag $git_tag looks like the tag of a rebuild, which a schedule makes. Choose another version"
fi
