#!/usr/bin/env bash
# Logs Docker in to a registry with the credentials in a secret of Secrets Manager. Neither is in an argument, a file of ours or the
# log: the password is masked, in case that another program prints it.
secret="$(aws secretsmanager get-secret-value --region "$LOGIN_SECRET_REGION" --secret-id "$LOGIN_SECRET" --query SecretString --output text)"
read_key() {
  if ! jq --exit-status --raw-output --arg key "$1" '.[$key] | strings' <<<"$secret" 2>/dev/null; then
    echo "The secret $LOGIN_SECRET must be a JSON object with the key $1, which has the credentials for $LOGIN_HOST" >&2
    return 1
  fi
}
password="$(read_key "$LOGIN_PASSWORD_KEY")"
while IFS= read -r line; do echo "::add-mask::$line"; done <<<"$password"
username="${LOGIN_USERNAME:-}"
if [[ -z "$username" ]]; then username="$(read_key "$LOGIN_USERNAME_KEY")"; fi
if ! printf '%s' "$password" | docker login --username "$username" --password-stdin "$LOGIN_ADDRESS"; then
  echo "Docker could not log in to $LOGIN_HOST: check the user name and the password in the secret $LOGIN_SECRET" >&2
  exit 1
fi
