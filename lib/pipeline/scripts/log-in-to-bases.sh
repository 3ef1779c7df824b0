#!/usr/bin/env bash
# shellcheck disable=SC2329 # other scripts call name_pulled and read_credentials
#
# name_pulled names the registries of ECR with base images, which are PULLED_REGISTRY_00 and on: an account and a Region, or '-' for
# those of the role and of the image.
#
# read_credentials reads the credentials of other registries from Secrets Manager: LOGIN_SECRET_00 and on are JSON objects with the name
# and the Region of a secret, the keys in it, and the host of the registry.
#
# Takes ROLE_ARN, REGISTRY and REGISTRY_REGION, and the functions retry and fail.
name_pulled() {
  local name own account region
  IFS=: read -r _ _ _ _ own _ <<<"$ROLE_ARN"
  for name in "${!PULLED_REGISTRY_@}"; do
    read -r account region <<<"${!name}"
    if [[ "$account" == - ]]; then account="$own"; fi
    if [[ "$region" == - ]]; then region="$REGISTRY_REGION"; fi
    export "ECR_REGISTRY_${name##*_}=$region $account.dkr.ecr.$region.${REGISTRY#*.dkr.ecr."$REGISTRY_REGION".}"
  done
}
read_credentials() {
  local name number host secret username password
  for name in "${!LOGIN_SECRET_@}"; do
    number="${name##*_}"
    host="$(jq --raw-output .host <<<"${!name}")"
    if ! secret="$(retry aws secretsmanager get-secret-value --region "$(jq --raw-output .region <<<"${!name}")" \
      --secret-id "$(jq --raw-output .name <<<"${!name}")" --query SecretString --output text)"; then
      fail "The secret with the credentials for $host cannot be read. Check that it exists, and that the role may read it"
    fi
    username="$(jq --raw-output '.username // empty' <<<"${!name}")"
    if [[ -z "$username" ]]; then username="$(read_key "$secret" "${!name}" usernameKey)"; fi
    password="$(read_key "$secret" "${!name}" passwordKey)"
    printf -v "LOGIN_USERNAME_$number" %s "$username"
    printf -v "LOGIN_PASSWORD_$number" %s "$password"
  done
}
read_key() {
  local key
  key="$(jq --raw-output --arg of "$3" '.[$of]' <<<"$2")"
  if ! jq --exit-status --raw-output --arg key "$key" '.[$key] | strings' <<<"$1" 2>/dev/null; then
    fail "The secret $(jq --raw-output .name <<<"$2") must be a JSON object with the key $key, which has the credentials for $(jq --raw-output .host <<<"$2")"
  fi
}
