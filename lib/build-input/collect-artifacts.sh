#!/usr/bin/env bash
# shellcheck disable=SC2329 # other scripts call collect_artifacts
#
# collect_artifacts TARGET SOURCE... copies the files that BUILD_ARTIFACT_00 and on match in the folders SOURCE to the folder TARGET, with
# their paths.
#
# Takes the function fail.
collect_artifacts() {
  local target="$1" source name file found IFS=
  shift
  shopt -s globstar nullglob
  mkdir -p "$target"
  target="$(cd "$target" && pwd)"
  for name in "${!BUILD_ARTIFACT_@}"; do
    found=''
    for source in "$@"; do
      pushd "$source" >/dev/null || return
      # shellcheck disable=SC2086 # the pattern becomes the files, and without IFS a space separates nothing
      for file in ${!name}; do
        if [[ ! -e "$file" || "$PWD/$file" == "$target"* ]]; then continue; fi
        found=yes
        cp -r --parents -- "$file" "$target"
      done
      popd >/dev/null || return
    done
    if [[ -z "$found" ]]; then
      fail "No file matches ${!name} of the artifacts. The commands before the build and the tests must write it. Nothing is pushed"
    fi
  done
}
