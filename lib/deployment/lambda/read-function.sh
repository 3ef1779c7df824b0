#!/usr/bin/env bash
# shellcheck disable=SC2329 # other scripts call read_function and await_function
#
# read_function [VERSION] sets FUNCTION to the answer of GetFunction about LAMBDA_FUNCTION, or about one version of it.
#
# await_function END [VERSION] waits until Lambda has made the last change, at most until the second END. It fails if Lambda refused
# the change: then the function has the image from before.
#
# Takes the functions call_aws, call_errors and fail.
read_function() {
  if ! FUNCTION="$(call_aws lambda get-function --function-name "$LAMBDA_FUNCTION" ${1:+--qualifier "$1"})"; then
    fail "The function $LAMBDA_FUNCTION cannot be read: $(call_errors)"
  fi
}
await_function() {
  local state
  while true; do
    read_function "${2:-}"
    state="$(jq --raw-output '.Configuration
      | if .State == "Failed" or .LastUpdateStatus == "Failed" then "Failed"
        elif .State == "Pending" or .LastUpdateStatus == "InProgress" then "waits" else "ready" end' <<<"$FUNCTION")"
    case "$state" in
      ready) return ;;
      Failed)
        fail "Lambda could not change the function $LAMBDA_FUNCTION: $(jq --raw-output '.Configuration
          | .LastUpdateStatusReason // .StateReason // "it gave no reason"' <<<"$FUNCTION")"
        ;;
    esac
    if ((SECONDS >= $1)); then
      fail "The function $LAMBDA_FUNCTION is not ready after $ROLLOUT_MINUTES minutes."
    fi
    sleep "${ROLLOUT_POLL_SECONDS:-5}"
  done
}
