#!/usr/bin/env bash
# shellcheck disable=SC2329 # other scripts call these functions
#
# call_aws SERVICE COMMAND... calls AWS in ROLLOUT_REGION and prints the answer as JSON. The AWS CLI itself waits and tries again
# if it is throttled or gets no answer. If that does not help, the call fails, and ERRORS_FILE has the errors.
#
# call_errors prints these errors in one line.
#
# report writes a line to the log, and to the summary of a run if there is one.
ERRORS_FILE="$(mktemp)"
call_aws() {
  AWS_RETRY_MODE=standard AWS_MAX_ATTEMPTS=8 aws "$@" --region "$ROLLOUT_REGION" --output json 2>"$ERRORS_FILE" </dev/null
}
call_errors() { tr '\n' ' ' <"$ERRORS_FILE" | sed 's/^ *//; s/ *$//'; }
report() {
  echo "$1"
  if [[ -n "${GITHUB_STEP_SUMMARY:-}" ]]; then echo "$1" >>"$GITHUB_STEP_SUMMARY"; fi
}
