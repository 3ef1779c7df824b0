#!/usr/bin/env bash
# shellcheck disable=SC2329 # other scripts call read_alias and move_alias
#
# read_alias sets ALIAS to the answer of GetAlias about LAMBDA_ALIAS of the function LAMBDA_FUNCTION. It fails if there is none.
#
# move_alias END VERSION moves the alias to a version, with all of its traffic. It never moves it back from a newer version, also if
# another run moves it at the same time: Lambda accepts a move only if the alias is as it was read.
#
# Takes the functions call_aws, call_errors and fail.
read_alias() {
  if ALIAS="$(call_aws lambda get-alias --function-name "$LAMBDA_FUNCTION" --name "$LAMBDA_ALIAS")"; then return; fi
  if grep --quiet 'ResourceNotFoundException' "$ERRORS_FILE"; then
    fail "The function $LAMBDA_FUNCTION has no alias $LAMBDA_ALIAS. Create it, or correct 'alias' of the deployment."
  fi
  fail "The alias $LAMBDA_ALIAS of the function $LAMBDA_FUNCTION cannot be read: $(call_errors)"
}
move_alias() {
  local now
  while true; do
    read_alias
    now="$(jq --raw-output '.FunctionVersion' <<<"$ALIAS")"
    if [[ "$now" =~ ^[0-9]+$ ]] && ((now > $2)); then
      fail "The alias $LAMBDA_ALIAS of the function $LAMBDA_FUNCTION is at version $now, newer than version $2 of this run. Another deployment moved it."
    fi
    if call_aws lambda update-alias --function-name "$LAMBDA_FUNCTION" --name "$LAMBDA_ALIAS" --function-version "$2" \
      --routing-config 'AdditionalVersionWeights={}' --revision-id "$(jq --raw-output '.RevisionId' <<<"$ALIAS")" >/dev/null; then
      return
    fi
    if ((SECONDS >= $1)) || ! grep --quiet --extended-regexp 'PreconditionFailed|ResourceConflict' "$ERRORS_FILE"; then
      fail "The alias $LAMBDA_ALIAS of the function $LAMBDA_FUNCTION could not be moved to version $2: $(call_errors)"
    fi
    sleep "${ROLLOUT_POLL_SECONDS:-5}"
  done
}
