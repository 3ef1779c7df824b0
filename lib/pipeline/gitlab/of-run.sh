#!/usr/bin/env bash
# shellcheck disable=SC2034 # other scripts read these variables
#
# The commit and the branch or the Git tag of a GitLab pipeline, and the token of this job. A job that is run again has another id.
export COMMIT="$CI_COMMIT_SHA" BRANCH="${CI_COMMIT_BRANCH:-}" GIT_TAG="${CI_COMMIT_TAG:-}"
export BUILD="build-$CI_PIPELINE_IID-$CI_JOB_ID" SESSION="gitlab-$CI_PROJECT_ID-$CI_JOB_ID"
ID_TOKEN="${AWS_ID_TOKEN:-}"
TRUSTED="It trusts some branches and tags of one project. Compare the subjects of the role with this run: $CI_PROJECT_PATH, ${CI_COMMIT_REF_NAME:-}."
export IMAGE_SOURCE="${CI_PROJECT_URL:-}"
# shellcheck disable=SC2016 # Git runs this later, so the token is in no file
git config --global credential.helper '!f() { echo username=gitlab-ci-token; echo "password=$CI_JOB_TOKEN"; }; f'
if [[ -n "${REQUIRE_PROTECTED:-}" && "${CI_COMMIT_REF_PROTECTED:-}" != true ]]; then
  fail "The ref ${CI_COMMIT_REF_NAME:-} is not protected in GitLab, and the role trusts protected refs only. Protect it in the settings of the project, or set acceptUnprotected"
fi
