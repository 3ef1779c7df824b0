#!/usr/bin/env bash
# shellcheck disable=SC2329 # other scripts call these functions
#
# revision_of DIGEST prints the commit of an image, or nothing if it is not known. The tag of a recent commit tells it best: a label
# may be that of a base image. An index has it as an annotation, which the right to push can read. To read the label of an image
# takes the right to pull.
#
# images_of COMMITS prints the lines COMMIT DIGEST for those commits whose own tag an image has, in the order of the commits.
#
# Takes REPOSITORY_URI, COMMIT_TAG and RECENT_COMMITS, and the functions call_ecr and retry.
revision_of() {
  local key=org.opencontainers.image.revision image="$REPOSITORY_URI@$1" revision recent
  recent="$(images_of "${RECENT_COMMITS:-}")" || return
  revision="$(sed -n "/ $1\$/{s///;p;q;}" <<<"$recent")"
  if [[ -z "$revision" ]]; then
    revision="$(retry docker buildx imagetools inspect --raw "$image" | jq -r --arg key "$key" '.annotations[$key] // empty')" || return
  fi
  if [[ -z "$revision" ]]; then
    revision="$(docker buildx imagetools inspect --format '{{json .Image}}' "$image" 2>/dev/null |
      jq -r --arg key "$key" '[.. | objects | .[$key]? | strings] | unique | if length == 1 then .[0] else empty end')" || true
  fi
  if [[ "$revision" =~ ^[0-9a-f]{40}([0-9a-f]{24})?$ ]]; then printf '%s' "$revision"; fi
}
images_of() {
  local found commit tag digest ids=() length="${COMMIT_CHARACTERS:-}" # of a rebuild, which has no tag of its commit
  local -A images=()
  if [[ -z "$length" && -n "${COMMIT_TAG:-}" ]]; then length="${#COMMIT_TAG}"; fi
  if [[ "${length:-0}" == 0 || -z "$1" ]]; then return; fi
  for commit in $1; do ids+=("imageTag=${commit:0:$length}"); done
  found="$(call_ecr batch-get-image --image-ids "${ids[@]}" --query 'images[].[imageId.imageTag,imageId.imageDigest]')" || return
  while read -r tag digest; do images["x$tag"]="$digest"; done <<<"$found"
  for commit in $1; do
    digest="${images["x${commit:0:$length}"]:-}"
    if [[ -n "$digest" ]]; then printf '%s %s\n' "$commit" "$digest"; fi
  done
}
