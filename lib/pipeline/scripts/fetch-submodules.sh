#!/usr/bin/env bash
# Fetches the submodules of the source, and those in them.
#
# Takes the function fail.
git config --global --add safe.directory '*'
if ! git submodule update --init --recursive; then
  fail "The submodules cannot be fetched. A step has access to its own repository. For a private one, add an SSH key in the settings of the repository, and give the submodule an address of SSH"
fi
