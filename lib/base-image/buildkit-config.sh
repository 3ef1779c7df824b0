#!/usr/bin/env bash
# shellcheck disable=SC2329 # other scripts call buildkit_config
#
# Prints the configuration of BuildKit: the mirrors of each registry in REGISTRY_MIRRORS_00 and on, a registry and then its mirrors.
buildkit_config() {
  local name upstream mirrors
  for name in "${!REGISTRY_MIRRORS_@}"; do
    read -r upstream mirrors <<<"${!name}"
    printf '[registry."%s"]\n  mirrors = ["%s"]\n' "$upstream" "${mirrors// /\", \"}"
  done
}
