#!/usr/bin/env bash
# Writes the task definition of the service to a file, and gives the file and the container to later steps.
#
# Takes the functions find_definition and write_definition.
find_definition
file="$RUNNER_TEMP/task-definition-$ECS_SERVICE.json"
write_definition "$file"
{
  echo "file=$file"
  echo "container=$CONTAINER"
} >>"$GITHUB_OUTPUT"
