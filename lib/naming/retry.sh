#!/usr/bin/env bash
# shellcheck disable=SC2329 # other scripts call retry
#
# retry COMMAND... runs a command again if AWS or the registry was too busy to answer: after 2, 4, 8, 16 and 32 seconds. That is
# throttling, an error of the server, or a time-out. Any other failure, such as a denied one, is final. Docker itself tries five
# times within a tenth of a second, which is too short for throttling. Prints the output of the last try only.
retry() {
  local output errors reason wait status
  local final='not ?found|denied|forbidden|unauthorized|not authorized|no basic auth|already ?exists'
  local busy='too ?many ?requests|throttl|rate exceeded|request ?limit ?exceeded|slow ?down|time-?out|timed out|deadline exceeded'
  busy+='|service ?unavailable|server ?exception|internal ?(server ?)?(error|failure)|bad gateway'
  busy+='|(: |status |code |\()(429|5[0-9][0-9])( |\)|,|$)'
  local repository="${REPOSITORY_URI:-}" && repository="${repository#*/}"
  output="$(mktemp)" errors="$(mktemp)"
  for wait in 2 4 8 16 32 0; do
    status=0
    "$@" >"$output" 2>"$errors" || status=$?
    if [[ "$status" == 0 || "$wait" == 0 ]]; then break; fi
    reason="$(<"$errors")" && reason="${reason//[\'\/]"$repository"[\'\/:@]/}" # its name is no reason
    if grep -qiE "$final" <<<"$reason" || ! grep -qiE "$busy" <<<"$reason"; then break; fi
    echo "Trying again in $wait seconds: $(tail -n 1 "$errors")" >&2
    sleep "$wait"
  done
  cat "$errors" >&2
  cat "$output"
  rm "$output" "$errors"
  return "$status"
}
