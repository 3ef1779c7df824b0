#!/usr/bin/env bash
# shellcheck disable=SC2329 # other scripts call digest_of
#
# digest_of TAG prints the digest of the image in REPOSITORY_URI that has a tag, and nothing if the tag is free. It accepts a
# digest too, for an image that may be gone. Any other answer of the registry fails. It asks the registry itself, so the rights to
# push suffice, in another account too.
#
# Takes REPOSITORY_URI and the function retry.
digest_of() {
  local digest errors image="$REPOSITORY_URI:$1"
  if [[ "$1" == sha256:* ]]; then image="$REPOSITORY_URI@$1"; fi
  errors="$(mktemp)"
  if digest="$(retry docker buildx imagetools inspect --raw "$image" 2>"$errors" | sha256sum)"; then
    printf 'sha256:%s' "${digest%% *}"
  elif ! grep --quiet ': not found$' "$errors"; then
    cat "$errors" >&2
    return 1
  fi
}
