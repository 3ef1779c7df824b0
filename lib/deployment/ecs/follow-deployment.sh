#!/usr/bin/env bash
# shellcheck disable=SC2329 # other scripts call follow_deployment
#
# follow_deployment waits until the deployment DEPLOYMENT of the service is complete. Without it, the deployment is that of the task
# definition NEW_DEFINITION, which only this run registered. It sets NEW_DEFINITION to what the service runs, and RUNNING to the
# number of its tasks.
#
# It fails if ECS rolled the deployment back, if another one replaced it, and after ROLLOUT_MINUTES. A stable service proves nothing:
# after a rollback it is stable too. ECS reports no state of a rollout behind a Classic Load Balancer, so its tasks are counted there.
#
# Takes the functions call_aws, call_errors and fail.
follow_deployment() {
  local end=$((SECONDS + ROLLOUT_MINUTES * 60)) missed=0 service state reason events what
  while true; do
    if service="$(call_aws ecs describe-services --cluster "$ECS_CLUSTER" --services "$ECS_SERVICE")"; then
      {
        read -r state
        read -r DEPLOYMENT
        read -r NEW_DEFINITION
        read -r RUNNING
        read -r reason
      } < <(deployment_state "$service")
      export DEPLOYMENT NEW_DEFINITION RUNNING
      what="The deployment $DEPLOYMENT of the service $ECS_SERVICE"
      case "$state" in
        COMPLETED) return ;;
        GONE) missed=$((missed + 1)) ;;
        *) missed=0 ;;
      esac
      events="$(jq --raw-output '[.services[0].events[:5][]?.message] | join(" ")' <<<"$service")"
      if [[ "$state" == FAILED ]]; then fail "$what failed: $reason. ECS says: $events"; fi
      if [[ "$state" == ROLLED_BACK ]]; then fail "$what was rolled back: $reason. ECS says: $events"; fi
      if [[ "$state" == REPLACED || $missed -ge 2 ]]; then
        fail "$what was replaced or rolled back: $reason. The image of this run does not run. ECS says: $events"
      fi
    else
      missed=$((missed + 1))
      if ((missed >= 5)) || grep --quiet 'AccessDenied' "$ERRORS_FILE"; then
        fail "The service $ECS_SERVICE cannot be read, so the end of the deployment is not known: $(call_errors)"
      fi
    fi
    if ((SECONDS >= end)); then
      fail "${what:-The deployment of $ECS_SERVICE} is not complete after $ROLLOUT_MINUTES minutes. ECS continues it."
    fi
    sleep "${ROLLOUT_POLL_SECONDS:-15}"
  done
}
deployment_state() {
  jq --raw-output --arg id "$DEPLOYMENT" --arg definition "$NEW_DEFINITION" '
    .services[0] as $service
    | ($service.deployments // []) as $all
    | (first($all[] | select(.status == "PRIMARY")) // {}) as $now
    | (first($all[] | select(if $id == "" then .taskDefinition == $definition else .id == $id end)) // {}) as $ours
    | ($now.rolloutStateReason // "" | test("roll(ing|ed)? back"; "i")) as $back
    | if $ours.rolloutState == "FAILED" then "FAILED"
      elif $ours.status == "PRIMARY" then
        $ours.rolloutState // if ($all | length) == 1 and $ours.runningCount == $ours.desiredCount then "COMPLETED" else "IN_PROGRESS" end
      elif $back then "ROLLED_BACK"
      elif $ours == {} then "GONE"
      else "REPLACED" end,
      ($ours.id // $id), ($ours.taskDefinition // $definition), ($ours.runningCount // 0),
      (if $ours.rolloutState == "FAILED" then $ours.rolloutStateReason else "\($now.id) is there now. \($now.rolloutStateReason // "")" end
        // "without a reason" | gsub("\\s+"; " ") | sub("[. ]+$"; ""))' <<<"$1"
}
