#!/usr/bin/env bash
# shellcheck disable=SC2329 # other scripts call register_definition
#
# register_definition registers DEFINITION with the image IMAGE_URI in CONTAINER, and sets NEW_DEFINITION to the ARN of the revision.
#
# Takes the functions call_aws, call_errors, write_definition and fail.
register_definition() {
  local folder answer
  folder="$(mktemp -d)"
  write_definition "$folder/old.json"
  jq --arg container "$CONTAINER" --arg image "$IMAGE_URI" \
    '(.containerDefinitions[] | select(.name == $container)).image = $image' "$folder/old.json" >"$folder/new.json"
  if ! answer="$(call_aws ecs register-task-definition --cli-input-json "file://$folder/new.json")"; then
    rm -r "$folder"
    if grep --quiet 'iam:PassRole' "$ERRORS_FILE"; then
      fail "This role may not pass a role of the task definition. Add it to 'passRoles' of the deployment. $(call_errors)"
    fi
    fail "No new revision of the task definition could be registered: $(call_errors)"
  fi
  rm -r "$folder"
  NEW_DEFINITION="$(jq --exit-status --raw-output '.taskDefinition.taskDefinitionArn' <<<"$answer")"
  export NEW_DEFINITION
}
