#!/usr/bin/env bash
# shellcheck disable=SC2329 # other scripts call find_definition
#
# find_definition reads the service ECS_SERVICE of ECS_CLUSTER. It sets DEFINITION to the service's task definition with its tags,
# and CONTAINER to the container that gets the image IMAGE_URI. It fails before anything is changed if there is no such service, if
# something other than ECS deploys it, if it is not of the family ECS_FAMILY, or if ECS_PASS_ROLES lacks a role of the definition.
#
# Takes the functions call_aws, call_errors, find_container and fail.
find_definition() {
  local service state controller arn name
  if ! service="$(call_aws ecs describe-services --cluster "$ECS_CLUSTER" --services "$ECS_SERVICE")"; then
    fail "The service $ECS_SERVICE of the cluster $ECS_CLUSTER cannot be read: $(call_errors)"
  fi
  state="$(jq --raw-output '.services[0].status // "MISSING"' <<<"$service")"
  if [[ "$state" != ACTIVE ]]; then
    fail "There is no active service $ECS_SERVICE in the cluster $ECS_CLUSTER in $ROLLOUT_REGION. Its status is $state."
  fi
  controller="$(jq --raw-output '.services[0].deploymentController.type // "ECS"' <<<"$service")"
  if [[ "$controller" != ECS ]]; then
    fail "The service $ECS_SERVICE is deployed by $controller. A rollout needs a service that ECS itself deploys."
  fi
  arn="$(jq --raw-output '.services[0].taskDefinition' <<<"$service")"
  name="${arn##*/}"
  # only family
  if [[ -n "${ECS_FAMILY:-}" && "${name%:*}" != "$ECS_FAMILY" ]]; then
    fail "The service $ECS_SERVICE runs the task definition ${name%:*}, not $ECS_FAMILY. Correct 'family' of the deployment."
  fi
  # end
  if ! DEFINITION="$(call_aws ecs describe-task-definition --task-definition "$arn" --include TAGS)"; then
    fail "The task definition $name cannot be read: $(call_errors)"
  fi
  find_container "$name"
  # only pass-roles
  local role
  if [[ "${ECS_PASS_ROLES:-}" == unknown ]]; then return; fi
  for role in $(jq --raw-output '.taskDefinition | .taskRoleArn, .executionRoleArn | values' <<<"$DEFINITION"); do
    if [[ " ${ECS_PASS_ROLES:-} " != *" $role "* ]]; then
      fail "The task definition $name has the role $role, which this role may not pass. Add it to 'passRoles' of the deployment."
    fi
  done
  # end
}
