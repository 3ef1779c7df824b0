#!/usr/bin/env bash
# Adds the missing tags to the image FOUND_DIGEST. If it is empty, the image was built just now and is IMAGE_DIGEST.
#
# Takes the function add_tags.
if [[ -n "$FOUND_DIGEST" ]]; then export IMAGE_DIGEST="$FOUND_DIGEST"; fi
add_tags
