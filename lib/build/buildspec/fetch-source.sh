#!/usr/bin/env bash
# Fetches the parts of the source that CodeBuild does not fetch: submodules of a full clone of a pipeline if FETCH_SUBMODULES is set, and
# the files of Git LFS if FETCH_LFS is set, with those of submodules.
cd "${CODEBUILD_SRC_DIR:-.}" || exit
if ! git rev-parse --git-dir >/dev/null 2>&1; then
  echo "The source has no repository of Git, so it has neither submodules nor files of Git LFS. Leave out submodules and lfs" >&2
  exit 1
fi
if [[ -n "${FETCH_SUBMODULES:-}" ]]; then git submodule update --init --recursive; fi
if [[ -n "${FETCH_LFS:-}" ]]; then
  if ! git lfs version >/dev/null 2>&1; then
    echo "The build image has no git-lfs, which lfs requires. The images of CodeBuild have it" >&2
    exit 1
  fi
  git lfs pull
  git submodule foreach --quiet --recursive 'git lfs pull'
fi
cd - >/dev/null || exit
