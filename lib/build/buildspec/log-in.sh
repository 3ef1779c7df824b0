#!/usr/bin/env bash
# Logs Docker in. The password goes from one program to the other, and never is in an argument or a file of ours.
#
# Takes the function retry.
log_in() {
  aws ecr get-login-password --region "$REGISTRY_REGION" | docker login --username AWS --password-stdin "$REGISTRY"
}
retry log_in
