#!/usr/bin/env bash
# Installs the tool that copies, by digest. Its version is fixed, and Go compares what it downloads with its checksum database.
# The build image may contain the tool, if a network has no way to the proxy of Go.
export PATH="$HOME/.image-promotion:$PATH"
if ! command -v regctl >/dev/null; then
  GOTOOLCHAIN=auto GOBIN="$HOME/.image-promotion" go install github.com/regclient/regclient/cmd/regctl@v0.11.7
fi
regctl version
