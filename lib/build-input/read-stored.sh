#!/usr/bin/env bash
# shellcheck disable=SC2329 # other scripts call read_stored
#
# read_stored JSON prints the value of a secret of Secrets Manager, or of a parameter. JSON has the id of its mount, its kind, its name and
# its Region, and may have the key of the value. The value is in no argument of a program.
#
# Takes the function fail, and the credentials of the role.
read_stored() {
  local mount kind name region key answer
  mount="$(jq --raw-output .mount <<<"$1")" kind="$(jq --raw-output .kind <<<"$1")" name="$(jq --raw-output .name <<<"$1")"
  region="$(jq --raw-output .region <<<"$1")" key="$(jq --raw-output '.jsonKey // empty' <<<"$1")"
  if [[ "$kind" == secret ]]; then
    answer="$(aws secretsmanager get-secret-value --region "$region" --secret-id "$name" --output json)" &&
      answer="$(jq --exit-status --raw-output '.SecretString | strings' <<<"$answer")" || answer=''
  else
    answer="$(aws ssm get-parameters --region "$region" --names "$name" --with-decryption --output json)" &&
      answer="$(jq --exit-status --raw-output '.Parameters[0].Value | strings' <<<"$answer")" || answer=''
  fi
  if [[ -z "$answer" ]]; then
    fail "The $kind $name in $region gave no text for the mount $mount. Check that it exists and has a value, and that the role may read it" >&2
  fi
  if [[ -n "$key" ]] && ! answer="$(jq --exit-status --raw-output --arg key "$key" '.[$key] | strings | select(. != "")' <<<"$answer" 2>/dev/null)"; then
    fail "The $kind $name must be a JSON object with the key $key, which has the value for the mount $mount" >&2
  fi
  printf '%s' "$answer"
}
