#!/usr/bin/env bash
# Copies the tagged images of a registry of Amazon ECR that were pushed before replication was configured.
#   backfill-replication.sh FROM TO [PREFIX...]
# FROM and TO are registries such as 123456789012.dkr.ecr.us-east-1.amazonaws.com. Without a prefix, all repositories are copied.
# FROM_PROFILE and TO_PROFILE name profiles of the AWS CLI. It needs the AWS CLI and regctl, and it may run again: what is there stays.
set -euo pipefail
export LC_ALL=C

refuse() {
  echo "$*" >&2
  exit 2
}

(($# >= 2)) || refuse 'Usage: backfill-replication.sh FROM TO [PREFIX...]'
from="$1" to="$2"
prefixes=("${@:3}")
((${#prefixes[@]} > 0)) || prefixes=('')
registry='^([0-9]{12})\.dkr\.ecr\.([a-z0-9-]+)\.amazonaws\.(com|com\.cn|eu)$'
must='must be a registry such as 123456789012.dkr.ecr.us-east-1.amazonaws.com, got'
[[ "$to" =~ $registry ]] || refuse "TO $must '$to'"
to_region="${BASH_REMATCH[2]}"
[[ "$from" =~ $registry ]] || refuse "FROM $must '$from'"
from_account="${BASH_REMATCH[1]}" from_region="${BASH_REMATCH[2]}"
[[ "$from" != "$to" ]] || refuse 'TO must be another registry than FROM'
for tool in aws regctl; do command -v "$tool" >/dev/null || refuse "$tool was not found. Install it."; done

folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
export REGCTL_CONFIG="$folder/config.json" # the passwords go with the folder

call_ecr() { # profile or nothing, operation and its options
  if [[ -z "$1" ]]; then aws ecr "${@:2}"; else aws --profile "$1" ecr "${@:2}"; fi
}

log_in() { # profile or nothing, Region, registry
  call_ecr "$1" get-login-password --region "$2" | regctl registry login "$3" --user AWS --pass-stdin >/dev/null
}

list() { # operation and its options, for the registry FROM
  call_ecr "${FROM_PROFILE:-}" "$@" --registry-id "$from_account" --region "$from_region" --output text
}

digest_at() { # the digest, or nothing if there is no such image; every other problem is one of the run
  regctl manifest head --require-digest "$1" 2>"$folder/problem" && return
  grep --quiet --fixed-strings '[http 404]' "$folder/problem" && return
  cat "$folder/problem" >&2
  return 1
}

found=0 copied=0 kept=0 problems=0

problem() {
  echo "Not copied: $*" >&2
  problems=$((problems + 1))
}

copy_tag() { # repository, digest, tag
  local target="$to/$1:$3" there
  if ! there="$(digest_at "$target")"; then
    problem "$target, which could not be read"
  elif [[ "$there" == "$2" ]]; then
    kept=$((kept + 1))
  elif [[ -n "$there" ]]; then
    problem "$target is another image already: $there"
  elif regctl image copy --referrers --digest-tags "$from/$1@$2" "$target" </dev/null >/dev/null; then
    copied=$((copied + 1))
    echo "Copied $target"
  else
    problem "$target. If its repository does not exist, create it, or add CREATE_ON_PUSH to the creation template of $to"
  fi
}

starts_with_prefix() { # repository
  local prefix
  for prefix in "${prefixes[@]}"; do [[ "$1" != "$prefix"* ]] || return 0; done
  return 1
}

repositories="$(list describe-repositories --query 'repositories[].[repositoryName]')"
for repository in $repositories; do
  starts_with_prefix "$repository" || continue
  found=$((found + 1))
  log_in "${FROM_PROFILE:-}" "$from_region" "$from" # a login lasts 12 hours, and a large registry can take longer
  log_in "${TO_PROFILE:-}" "$to_region" "$to"
  images="$(list list-images --repository-name "$repository" --filter tagStatus=TAGGED --query 'imageIds[].[imageDigest,imageTag]')"
  while IFS=$'\t' read -r digest tag; do
    [[ -z "$tag" ]] || copy_tag "$repository" "$digest" "$tag"
  done <<<"$images"
done

((found > 0)) || refuse "No repository of $from starts with: ${prefixes[*]}"
echo "Repositories: $found. Tags copied: $copied. Tags that were there: $kept. Tags that were not copied: $problems."
((problems == 0))
