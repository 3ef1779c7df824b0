#!/usr/bin/env bash
# shellcheck disable=SC2329 # other scripts call assume_role
#
# assume_role gives the AWS CLI the credentials of the role ROLE_ARN for ROLE_SECONDS, by the token ID_TOKEN of this job. The token
# is no argument of a program.
#
# Takes ROLE_ARN, ROLE_SECONDS, SESSION, AWS_REGION, ID_TOKEN and the function fail.
assume_role() {
  local token errors answer
  if [[ -z "${ID_TOKEN:-}" ]]; then fail "This job has no ID token. Keep the setting of the generated file that requests it"; fi
  token="$(mktemp)" errors="$(mktemp)"
  printf '%s' "$ID_TOKEN" >"$token"
  unset AWS_PROFILE
  export AWS_RETRY_MODE=standard AWS_MAX_ATTEMPTS=8
  if ! answer="$(aws sts assume-role-with-web-identity --region "$AWS_REGION" \
    --role-arn "$ROLE_ARN" --role-session-name "$SESSION" --duration-seconds "$ROLE_SECONDS" \
    --web-identity-token "file://$token" \
    --query 'Credentials.[AccessKeyId,SecretAccessKey,SessionToken]' --output text 2>"$errors")"; then
    rm "$token"
    fail "The role $ROLE_ARN cannot be assumed by this job. $TRUSTED AWS says: $(tr '\n' ' ' <"$errors")"
  fi
  rm "$token"
  read -r AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN <<<"$answer"
  export AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN
}
