#!/usr/bin/env bash
# Starts the tasks of the service again with the same task definition. It does not wait for that deployment.
#
# Takes the functions update_service and report.
update_service --force-new-deployment
echo "::warning::The role lacks ecs:DescribeServices, so this run does not know how the deployment of $ECS_SERVICE ends."
