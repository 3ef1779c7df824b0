#!/usr/bin/env bash
# Writes the image to the folder of the artifacts. CodeBuild fails a build without any artifact, even if nothing was built.
mkdir -p publish-artifacts
printf '%s\n' "${IMAGE_URI_BY_DIGEST:-}" >publish-artifacts/image.txt
