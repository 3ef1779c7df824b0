#!/usr/bin/env bash
# Puts the collected files of KEPT_FILES and the image into the folder of the artifacts, after the build. Before, they would be in its
# context. CodeBuild fails a build without any artifact, even if nothing was built.
mkdir -p publish-artifacts
cp -a "$KEPT_FILES/." publish-artifacts
printf '%s\n' "${IMAGE_URI_BY_DIGEST:-}" >publish-artifacts/image.txt
