#!/usr/bin/env bash
# Logs Docker in to the registries of base images: those of ECR by the role, and others by their credentials. A password goes from
# one program to the other, and never is in an argument or a file of ours.
#
# Takes the function retry.
log_in_to_ecr() {
  aws ecr get-login-password --region "$1" | docker login --username AWS --password-stdin "$2"
}
log_in_to_host() {
  printf '%s' "${!2}" | docker login --username "${!1}" --password-stdin "$3"
}
for name in "${!ECR_REGISTRY_@}"; do
  read -r region host <<<"${!name}"
  if ! retry log_in_to_ecr "$region" "$host"; then
    echo "Docker could not log in to $host, which has a base image" >&2
    exit 1
  fi
done
for name in "${!LOGIN_HOST_@}"; do
  read -r host address <<<"${!name}"
  if ! retry log_in_to_host "LOGIN_USERNAME_${name##*_}" "LOGIN_PASSWORD_${name##*_}" "$address"; then
    echo "Docker could not log in to $host: check the user name and the password in its secret" >&2
    exit 1
  fi
done
