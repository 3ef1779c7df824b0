#!/usr/bin/env bash
# shellcheck disable=SC2329 # other scripts call change_function
#
# change_function END COMMAND... changes the function LAMBDA_FUNCTION, and sets ANSWER. Lambda refuses a change during another one, so
# it waits for the end of that and tries again, until the second END. It returns 1 if the call fails for another reason.
#
# Takes the functions call_aws and await_function.
change_function() {
  local end="$1"
  shift
  until ANSWER="$(call_aws lambda "$1" --function-name "$LAMBDA_FUNCTION" "${@:2}")"; do
    if ((SECONDS >= end)) || ! grep --quiet 'ResourceConflictException' "$ERRORS_FILE"; then return 1; fi
    sleep "${ROLLOUT_POLL_SECONDS:-5}"
    await_function "$end"
  done
  export ANSWER
}
