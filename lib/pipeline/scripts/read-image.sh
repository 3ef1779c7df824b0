#!/usr/bin/env bash
# Reads the image that the job before published.
#
# Takes the function read_result.
IMAGE_URI="$(read_result image IMAGE_URI)"
IMAGE_FOLLOWS="$(read_result image IMAGE_FOLLOWS)"
export IMAGE_URI IMAGE_FOLLOWS
