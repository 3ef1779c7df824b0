#!/usr/bin/env bash
# shellcheck disable=SC2329 # other scripts call await_function and require_change
#
# await_function END [VERSION] waits until Lambda changes the function LAMBDA_FUNCTION, or one version of it, no more. It sets FUNCTION
# to the answer of GetFunction. It fails after the second END.
#
# require_change fails if Lambda could not make the last change of FUNCTION, and if FUNCTION does not have the image IMAGE_URI.
#
# Takes the functions call_aws, call_errors and fail.
await_function() {
  local missed=0 state='cannot be read'
  while true; do
    if FUNCTION="$(call_aws lambda get-function --function-name "$LAMBDA_FUNCTION" ${2:+--qualifier "$2"})"; then
      missed=0
      state="$(jq --raw-output '.Configuration
        | if .State == "Pending" or .LastUpdateStatus == "InProgress" then "is still being changed" else "ready" end' <<<"$FUNCTION")"
      if [[ "$state" == ready ]]; then return; fi
    else
      missed=$((missed + 1))
      if ((missed >= 5)) || grep --quiet --extended-regexp 'AccessDenied|ResourceNotFound' "$ERRORS_FILE"; then
        fail "The function $LAMBDA_FUNCTION cannot be read: $(call_errors)"
      fi
    fi
    if ((SECONDS >= $1)); then
      fail "The function $LAMBDA_FUNCTION $state after $ROLLOUT_MINUTES minutes. Lambda continues a change that it has begun."
    fi
    sleep "${ROLLOUT_POLL_SECONDS:-5}"
  done
}
require_change() {
  local reason image
  if reason="$(jq --exit-status --raw-output '.Configuration | select(.State == "Failed" or .LastUpdateStatus == "Failed")
    | .LastUpdateStatusReason // .StateReason // "it gave no reason"' <<<"$FUNCTION")"; then
    fail "Lambda could not change the function $LAMBDA_FUNCTION: $reason"
  fi
  image="$(jq --raw-output '.Code | .ResolvedImageUri // .ImageUri // "no image"' <<<"$FUNCTION")"
  if [[ "${image##*@}" != "${IMAGE_URI##*@}" ]]; then
    fail "The function $LAMBDA_FUNCTION has $image, not $IMAGE_URI. Another deployment changed it."
  fi
}
