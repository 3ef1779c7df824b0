#!/usr/bin/env bash
# Says which registry refused a base image, and what to do, if that is why the last build failed. BuildKit keeps the error of each build.
#
# Takes the function explain_pull.
log="$(mktemp)"
docker buildx history inspect --format '{{with .Error}}{{.Message}}{{end}}' >"$log" 2>/dev/null || true
explain_pull "$log" | while IFS= read -r line; do echo "::error::$line"; done
