#!/usr/bin/env bash
# shellcheck disable=SC2034 # other scripts read these variables
#
# The commit and the branch or the Git tag of a Bitbucket pipeline, and the token of this step. A step that is run again has another
# number. The number of a build starts again in another repository, so the pipeline's id is added.
export COMMIT="$BITBUCKET_COMMIT" BRANCH="${BITBUCKET_BRANCH:-}" GIT_TAG="${BITBUCKET_TAG:-}"
pipeline="${BITBUCKET_PIPELINE_UUID:-}" && pipeline="${pipeline//[\{\}]/}"
export BUILD="build-$BITBUCKET_BUILD_NUMBER-${pipeline:0:8}-${BITBUCKET_STEP_RUN_NUMBER:-1}"
SESSION="bitbucket-$BITBUCKET_BUILD_NUMBER-${pipeline:0:8}" ID_TOKEN="${BITBUCKET_STEP_OIDC_TOKEN:-}"
TRUSTED="It trusts the steps of one repository, and of some deployment environments. Compare the subjects of the role with Repository settings > OpenID Connect."
export IMAGE_SOURCE="https://bitbucket.org/${BITBUCKET_REPO_FULL_NAME:-}"
