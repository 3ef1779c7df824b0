#!/usr/bin/env bash
# shellcheck disable=SC2329 # other scripts call find_container
#
# find_container NAME sets CONTAINER to the container of DEFINITION that gets the image IMAGE_URI. NAME is for messages. Without
# ECS_CONTAINER, it is the only container whose image is of the same repository, or else the one with the name of the service, or
# else the only essential one.
find_container() {
  local names
  names="$(jq --raw-output '[.taskDefinition.containerDefinitions[].name] | join(", ")' <<<"$DEFINITION")"
  # only container
  if [[ -n "${ECS_CONTAINER:-}" ]]; then
    export CONTAINER="$ECS_CONTAINER"
    if [[ ", $names," == *", $CONTAINER,"* ]]; then return; fi
    fail "The task definition $1 has no container $CONTAINER. It has $names. Correct 'container' of the deployment."
  fi
  # end
  # only any-container
  if ! CONTAINER="$(jq --exit-status --raw-output --arg service "$ECS_SERVICE" --arg repository "${IMAGE_URI%@*}" '
      .taskDefinition.containerDefinitions as $all
      | def only(condition): [$all[] | select(condition)] | select(length == 1) | .[0];
      first(
        only((.image | split("@")[0] | sub(":[^:/]*$"; "")) == $repository),
        only(.name == $service),
        only(.essential != false)
      ).name' <<<"$DEFINITION")"; then
    fail "The task definition $1 has several containers, $names. Name one as 'container' of the deployment."
  fi
  export CONTAINER
  # end
}
