#!/usr/bin/env bash
# The commit of the release, in a scheduled run that builds one again. It is of no branch.
if [[ -n "$REBUILD_REVISION" ]]; then export REBUILD=true IMAGE_REVISION="$REBUILD_REVISION" IMAGE_BRANCH=''; fi
