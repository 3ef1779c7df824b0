#!/usr/bin/env bash
# shellcheck disable=SC2329 # other scripts call note and fail
note() { echo "::notice::$1"; }
fail() { echo "::error::$1" && exit 1; }
