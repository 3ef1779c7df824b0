#!/usr/bin/env bash
# Starts the tasks of the service again with the same task definition, and waits for that deployment.
#
# Takes the functions update_service, follow_deployment and report.
export NEW_DEFINITION=''
update_service --force-new-deployment
follow_deployment
report "The service $ECS_SERVICE of the cluster $ECS_CLUSTER was restarted, with the task definition ${NEW_DEFINITION##*/}."
