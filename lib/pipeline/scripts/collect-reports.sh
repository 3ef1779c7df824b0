#!/usr/bin/env bash
# shellcheck disable=SC2329 # other scripts call collect_reports
#
# collect_reports copies the results of tests to the folder test-results, which the CI system reads after a failed test, too. TEST_REPORT_00
# and on are patterns of files.
#
# Takes the function note.
collect_reports() {
  local name file number=0 IFS=
  shopt -s globstar nullglob
  for name in "${!TEST_REPORT_@}"; do
    # shellcheck disable=SC2206 # the pattern becomes the files, and without IFS a space separates nothing
    local files=(${!name})
    if [[ "${#files[@]}" == 0 ]]; then note "No file of test results matches ${!name}"; fi
    for file in "${files[@]}"; do
      if [[ ! -f "$file" || "$file" == test-results/* ]]; then continue; fi
      number=$((number + 1))
      mkdir -p test-results
      cp "$file" "test-results/$number-${file##*/}"
    done
  done
}
