#!/usr/bin/env bash
# Waits for the deployment of NEW_DEFINITION, and checks the digest that runs.
#
# Takes the functions follow_deployment and check_image.
export DEPLOYMENT=''
follow_deployment
check_image
