#!/usr/bin/env bash
# Fails in a build that no pipeline started, since it has no artifacts, and if the pipeline does not pass what its image needs.
require_pipeline() {
  local rule
  if [[ "${CODEBUILD_INITIATOR:-}" != codepipeline/* ]]; then
    fail "This project builds in a pipeline only: start the pipeline, and not the project. It was started by '${CODEBUILD_INITIATOR:-}'"
  fi
  if [[ -n "${PIPELINE_CLONE:-}" ]] && ! git rev-parse --git-dir >/dev/null 2>&1; then
    fail "The source has no history of commits: set codeBuildCloneOutput: true at the source action of the pipeline"
  fi
  if [[ -z "${PIPELINE_BRANCH:-}" || -n "${SOURCE_BRANCH:-}${SOURCE_TAG:-}" ]]; then return; fi
  for rule in "${!TAG_RULE_@}"; do
    if [[ "${!rule}" == branch:* ]]; then
      fail "The image has a tag of its branch: set SOURCE_BRANCH in the variables of the CodeBuild action, to #{NAMESPACE.BranchName}"
    fi
  done
}
require_pipeline
