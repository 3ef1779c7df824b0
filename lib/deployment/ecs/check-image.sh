#!/usr/bin/env bash
# shellcheck disable=SC2329 # other scripts call check_image
#
# check_image fails if the task definition NEW_DEFINITION, which the service runs now, does not have the image IMAGE_URI in CONTAINER.
# Then it reports the digest that runs.
#
# Takes the functions call_aws, call_errors, report and fail.
check_image() {
  local definition image
  if ! definition="$(call_aws ecs describe-task-definition --task-definition "$NEW_DEFINITION")"; then
    fail "The task definition $NEW_DEFINITION cannot be read, so the digest is not known: $(call_errors)"
  fi
  image="$(jq --raw-output --arg name "$CONTAINER" \
    'first(.taskDefinition.containerDefinitions[] | select(.name == $name)).image // "no image"' <<<"$definition")"
  if [[ "$image" != "$IMAGE_URI" ]]; then
    fail "The container $CONTAINER of the service $ECS_SERVICE has $image, not $IMAGE_URI."
  fi
  report "The service $ECS_SERVICE of the cluster $ECS_CLUSTER runs $IMAGE_URI in the container $CONTAINER, with the task definition ${NEW_DEFINITION##*/}. $RUNNING tasks run."
}
