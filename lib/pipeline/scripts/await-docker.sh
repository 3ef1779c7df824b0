#!/usr/bin/env bash
# shellcheck disable=SC2329 # other scripts call await_docker
#
# await_docker waits for Docker, which is a service of the job and needs some seconds to start. buildx creates no builder from the
# variables of a connection with TLS, so the connection becomes a context.
#
# Takes the function fail.
await_docker() {
  local errors round
  errors="$(mktemp)"
  for round in {1..30}; do
    if docker info >/dev/null 2>"$errors"; then break; fi
    if [[ "$round" == 30 ]]; then
      fail "Docker does not answer at ${DOCKER_HOST:-its socket}. Its service needs a privileged container. It says: $(tail -n 1 "$errors")"
    fi
    sleep "${DOCKER_POLL_SECONDS:-2}"
  done
  docker context create publish >/dev/null
  export BUILDX_ENDPOINT=publish
}
