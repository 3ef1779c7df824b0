#!/usr/bin/env bash
# shellcheck disable=SC2329 # other scripts call these functions
#
# write_results FILE NAME... writes variables to a file of the folder that later jobs of the run get.
#
# read_result FILE NAME prints one of them, and fails if the job that writes the file did not.
#
# Takes the function fail.
write_results() {
  local file="publish-results/$1.env" name
  mkdir -p publish-results
  for name in "${@:2}"; do printf '%s=%s\n' "$name" "${!name}"; done >"$file"
}
read_result() {
  local file="publish-results/$1.env"
  if ! grep --quiet "^$2=" "$file" 2>/dev/null; then
    fail "The job before did not write $2 to $file. Run the pipeline again as a whole"
  fi
  sed -n "s/^$2=//p" "$file"
}
