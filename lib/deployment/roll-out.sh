#!/usr/bin/env bash
# shellcheck disable=SC2329 # other scripts call roll_out
#
# roll_out DEPLOYMENT deploys the image IMAGE_URI. DEPLOYMENT is a text in JSON with the variables of one deployment: those with the
# prefix ECS_ or LAMBDA_, and ROLLOUT_KIND, which is `ecs`, `ecs-restart` or `lambda`.
#
# Takes the functions of the folders ecs and lambda.
roll_out() {
  local name value
  export DEPLOYMENT='' NEW_DEFINITION=''
  for name in ROLLOUT_{KIND,REGION,MINUTES} ECS_{CLUSTER,SERVICE,CONTAINER,FAMILY,PASS_ROLES} LAMBDA_{FUNCTION,ALIAS}; do
    value="$(jq --raw-output --arg name "$name" '.[$name] // ""' <<<"$1")"
    export "$name=$value"
  done
  case "$ROLLOUT_KIND" in
    ecs)
      find_definition
      register_definition
      update_service --task-definition "$NEW_DEFINITION"
      follow_deployment
      check_image
      ;;
    ecs-restart)
      update_service --force-new-deployment
      follow_deployment
      report "The service $ECS_SERVICE of the cluster $ECS_CLUSTER was restarted, with the task definition ${NEW_DEFINITION##*/}."
      ;;
    lambda) roll_out_function ;;
  esac
}
