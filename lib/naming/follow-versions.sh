#!/usr/bin/env bash
# shellcheck disable=SC2329 # other scripts call follow_versions
#
# follow_versions gives each of CHANNEL_TAGS to the image of the highest stable version in the repository that belongs to it. The
# tag `1` belongs to the highest 1.x.y, `1.2` to the highest 1.2.x, `latest` to the highest of all. The result depends on the
# versions only, not on the run, so a run reads again after its writes and ends when nothing is left to write. Of one version with
# several build metadata, the last in the order of bytes is the highest. If releases are built again by a schedule (REBUILDS), the rebuild of a
# version, such as `1.2.3-20261130`, is higher than the version.
#
# Takes REPOSITORY_URI, CHANNEL_TAGS, and the functions note, move_tag and call_ecr.
follow_versions() {
  local listed versions version channel tag digest highest wrote
  local form='^(0|[1-9][0-9]*)(\.(0|[1-9][0-9]*)){2}(_[0-9A-Za-z.-]+)?$'
  # only rebuilds
  if [[ -n "${REBUILDS:-}" ]]; then form="${form%?}(-[0-9]{8})?\$"; fi
  # end
  local -A digests
  for _ in {1..10}; do
    listed="$(call_ecr list-images --filter tagStatus=TAGGED --query 'imageIds[].[imageTag,imageDigest]')"
    digests=() versions='' wrote=''
    while read -r tag digest; do
      digests["x$tag"]="$digest"
      if [[ "$tag" =~ $form ]]; then versions+="$tag"$'\n'; fi
    done <<<"$listed"
    versions="$(LC_ALL=C sort -t. -k1,1n -k2,2n -k3,3n <<<"${versions%$'\n'}")"
    for channel in $CHANNEL_TAGS; do
      highest=''
      for version in $versions; do
        if [[ "$channel" == latest || "$version" == "$channel".* ]]; then highest="$version"; fi
      done
      digest="${digests["x$highest"]:-}"
      if [[ -z "$digest" || "$digest" == "${digests["x$channel"]:-}" ]]; then continue; fi
      move_tag "$channel" "$digest"
      note "The tag $channel is that of the version $highest now"
      wrote=yes
    done
    if [[ -z "$wrote" ]]; then return; fi
  done
  note "The tags $CHANNEL_TAGS were moved ten times by other runs. The next version decides again"
}
