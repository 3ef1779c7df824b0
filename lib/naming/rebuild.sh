#!/usr/bin/env bash
# shellcheck disable=SC2329 # other scripts call choose_rebuild
#
# choose_rebuild BUILD decides whether a scheduled build makes the newest release again. The release is the highest stable version
# in the repository, and its newest image is its newest rebuild. It is built again if one of its base images has another digest
# now, under the tag of its version and the day, such as `1.2.3-20261130`. The checkout becomes that of the release. If nothing is
# to do, REBUILD_SKIPPED is set, and the build ends without an image of its own.
#
# base_images DIGEST prints the lines `NAME DIGEST` of the base images that an image records: in its annotations, or in its
# provenance. A base image that is named by its digest never changes, so it prints `pinned` in the place of the digest.
#
# Takes REPOSITORY_URI and the functions retry, revision_of, read_history, name_rebuild, check_out, note and fail.
# check_out REVISION makes the checkout that of a commit, if the build has one.
base_images() {
  local image="$REPOSITORY_URI@$1" found name=org.opencontainers.image.base.name digest=org.opencontainers.image.base.digest
  found="$(retry docker buildx imagetools inspect --raw "$image" |
    jq -r --arg name "$name" --arg digest "$digest" '.annotations // {} | select(.[$name] and .[$digest]) | "\(.[$name]) \(.[$digest])"')" || return
  if [[ -z "$found" ]]; then
    found="$(retry docker buildx imagetools inspect --format '{{json .Provenance}}' "$image" | jq -r --arg scanner "${SBOM#generator=}" '
      [.. | objects | (.materials? // .resolvedDependencies?) // empty | .[]
        | select((.uri? // "") | startswith("pkg:docker/"))
        | (.uri | ltrimstr("pkg:docker/") | split("?")) as [$image, $query]
        | ($image | sub("@(?<tag>[^@/]+)$"; ":\(.tag)")) as $name
        | select(($name | test("(^|/)docker/dockerfile(-upstream)?:")) or ($scanner | endswith($name)) | not)
        | "\($name) \(if ($query // "") | test("(^|&)digest=") then "pinned" else "sha256:\(.digest.sha256)" end)"
      ] | unique | .[]')" || return
  fi
  printf '%s' "$found"
}
skip_rebuild() {
  note "$1"
  IMAGE_DIGEST="$2" IMAGE_TAGS='' COMMIT_TAG='' MOVING_TAGS='' CHANNEL_TAGS=''
  if [[ -z "$IMAGE_DIGEST" || -n "${PUSH_BY_DIGEST:-}" ]]; then IMAGE_DIGEST=unchanged; fi # the index is not made of these
  export REBUILD_SKIPPED=yes IMAGE_DIGEST IMAGE_TAGS COMMIT_TAG MOVING_TAGS CHANNEL_TAGS
}
choose_rebuild() {
  local account region listed tag digest versions='' release='' newest today bases name recorded now changed='' revision
  local -A digests=()
  today="$(date -u +%Y%m%d)"
  IFS=. read -r account _ _ region _ <<<"$REPOSITORY_URI"
  listed="$(retry aws ecr list-images --region "$region" --registry-id "$account" --repository-name "${REPOSITORY_URI#*/}" \
    --filter tagStatus=TAGGED --query 'imageIds[].[imageTag,imageDigest]' --output text)"
  while read -r tag digest; do
    digests["x$tag"]="$digest"
    if [[ "$tag" =~ ^(0|[1-9][0-9]*)(\.(0|[1-9][0-9]*)){2}(_[0-9A-Za-z.-]+)?$ ]]; then versions+="$tag"$'\n'; fi
  done <<<"$listed"
  release="$(LC_ALL=C sort -t. -k1,1n -k2,2n -k3,3n <<<"${versions%$'\n'}" | tail -n 1)"
  if [[ -z "$release" ]]; then
    skip_rebuild 'The repository has no release, so nothing is built again' ''
    return
  fi
  newest="$(cut -f 1 <<<"$listed" | grep -xE "${release//./\\.}-[0-9]{8}" | LC_ALL=C sort | tail -n 1)" || true
  newest="${newest:-$release}" digest="${digests["x${newest:-$release}"]}"
  bases="$(base_images "$digest")"
  if [[ -z "$bases" ]]; then
    fail "The image $newest does not record its base images. Publish a release with provenance, or with the annotations org.opencontainers.image.base.name and org.opencontainers.image.base.digest"
  fi
  while read -r name recorded; do
    if [[ "$recorded" == pinned ]]; then
      note "The base image $name is named by its digest, so only a commit changes it"
      continue
    fi
    now="$(retry docker buildx imagetools inspect --raw "$name" | sha256sum)"
    if [[ "sha256:${now%% *}" != "$recorded" ]]; then
      note "The base image $name was $recorded and is sha256:${now%% *} now"
      changed=yes
    fi
  done <<<"$bases"
  if [[ -z "$changed" ]]; then
    skip_rebuild "The base images of $newest have not changed, so nothing is built again" "$digest"
    return
  elif [[ -n "${digests["x$release-$today"]:-}" ]]; then
    skip_rebuild "The release $release was built again today already. The next schedule builds it again" "$digest"
    return
  fi
  read_history
  revision="$(revision_of "$digest")"
  if [[ -z "$revision" ]]; then fail "The image $newest does not say of which commit it is. Publish the next release with this project"; fi
  check_out "$revision"
  name_rebuild "$release" "$release-$today" "$revision" "$1"
  note "The release $release is built again as $release-$today, from the commit $revision"
}
