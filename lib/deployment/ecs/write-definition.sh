#!/usr/bin/env bash
# shellcheck disable=SC2329 # other scripts call write_definition
#
# write_definition FILE writes DEFINITION as an input of RegisterTaskDefinition. It leaves out the fields that ECS adds, and the tags
# of AWS itself, which no caller can set.
write_definition() {
  jq '[.tags[]? | select(.key | startswith("aws:") | not)] as $tags
    | .taskDefinition + if $tags == [] then {} else {tags: $tags} end
    | del(.taskDefinitionArn, .revision, .status, .requiresAttributes, .compatibilities)
    | del(.registeredAt, .registeredBy, .deregisteredAt)' <<<"$DEFINITION" >"$1"
}
