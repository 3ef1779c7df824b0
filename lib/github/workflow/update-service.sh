#!/usr/bin/env bash
# Starts a deployment of a service in Amazon ECS.
aws ecs update-service --region "$ECS_REGION" --cluster "$ECS_CLUSTER" --service "$ECS_SERVICE" \
  --force-new-deployment --query service.deployments --output table
