#!/usr/bin/env bash
# Finds the images that the run builds, and gives their names to later jobs as a list in JSON.
#
# A Git tag builds the images with the longest prefix that it starts with. Without any, it builds the images that have no prefix. A
# push to a branch builds the images with a changed file among their paths, and those without paths. All images are built if the
# changes are not known: for a new branch, after a forced push, and for a run that no push started.
#
# Takes IMAGE_NAME_00 and on, IMAGE_PATHS_00 with a path in each line, IMAGE_TAG_PREFIX_00, and PUSHED_FROM, the commit before the
# push.
prefix='' knows_changes='' images=''
if [[ "$GITHUB_REF_TYPE" == tag ]]; then
  for name in "${!IMAGE_TAG_PREFIX_@}"; do
    own="${!name}"
    if [[ "$GITHUB_REF_NAME" == "$own"* && "${#own}" -gt "${#prefix}" ]]; then prefix="$own"; fi
  done
elif git merge-base --is-ancestor "${PUSHED_FROM:-none}" "$GITHUB_SHA" 2>/dev/null; then
  knows_changes=yes
fi
for name in "${!IMAGE_NAME_@}"; do
  paths="IMAGE_PATHS_${name##*_}" own_prefix="IMAGE_TAG_PREFIX_${name##*_}"
  if [[ "$GITHUB_REF_TYPE" == tag && "${!own_prefix:-}" != "$prefix" ]]; then continue; fi
  if [[ -n "$knows_changes" && -n "${!paths:-}" ]]; then
    mapfile -t files <<<"${!paths%$'\n'}"
    changed="$(GIT_LITERAL_PATHSPECS=1 git diff --name-only --no-renames "$PUSHED_FROM" "$GITHUB_SHA" -- "${files[@]%/}")"
    if [[ -z "$changed" ]]; then continue; fi
  fi
  images="${images:+$images,}\"${!name}\""
done
echo "::notice::This run builds ${images:-no image}"
echo "images=[$images]" >>"$GITHUB_OUTPUT"
