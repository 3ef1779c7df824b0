#!/usr/bin/env bash
# Gives the image to later jobs, and names it in the summary of the run.
{
  echo "image=$REPOSITORY_URI@$IMAGE_DIGEST"
  echo "digest=$IMAGE_DIGEST"
  echo "tags=$IMAGE_TAGS"
} >>"$GITHUB_OUTPUT"
echo "Published $REPOSITORY_URI@$IMAGE_DIGEST ${IMAGE_TAGS:+as }${IMAGE_TAGS:-without a tag}" >>"$GITHUB_STEP_SUMMARY"
