#!/usr/bin/env bash
# shellcheck disable=SC2329 # other scripts call update_service
#
# update_service OPTION... starts a deployment of the service ECS_SERVICE, and sets DEPLOYMENT to its id.
#
# Takes the functions call_aws, call_errors and fail.
update_service() {
  local answer
  if ! answer="$(call_aws ecs update-service --cluster "$ECS_CLUSTER" --service "$ECS_SERVICE" "$@")"; then
    fail "The service $ECS_SERVICE of the cluster $ECS_CLUSTER could not be updated: $(call_errors)"
  fi
  DEPLOYMENT="$(jq --exit-status --raw-output 'first(.service.deployments[] | select(.status == "PRIMARY")).id' <<<"$answer")"
  export DEPLOYMENT
}
