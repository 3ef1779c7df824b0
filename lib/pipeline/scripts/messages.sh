#!/usr/bin/env bash
# shellcheck disable=SC2329 # other scripts call note and fail
note() { echo "$1"; }
fail() {
  echo "$1" >&2
  exit 1
}
