#!/usr/bin/env bash
# Gives the digest of the commit's image to later steps, or nothing if the commit has no image.
#
# Takes the function find_image.
find_image
echo "digest=$IMAGE_DIGEST" >>"$GITHUB_OUTPUT"
