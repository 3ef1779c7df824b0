#!/usr/bin/env bash
# Waits until the service is stable, and fails if it is not after ten minutes.
aws ecs wait services-stable --region "$ECS_REGION" --cluster "$ECS_CLUSTER" --services "$ECS_SERVICE"
