#!/usr/bin/env bash
# The commit and the branch of the run. A run for a Git tag has no branch.
export IMAGE_REVISION="$GITHUB_SHA" IMAGE_BRANCH=''
if [[ "${GITHUB_REF_TYPE:-}" == branch ]]; then IMAGE_BRANCH="$GITHUB_REF_NAME"; fi
