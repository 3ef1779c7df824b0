#!/usr/bin/env bash
# shellcheck disable=SC2329 # other scripts call name_registry
#
# name_registry sets REGISTRY, the host of the registry with the repository of the image, REGISTRY_REGION and REPOSITORY_URI. The
# registry is that of the account of the role, unless REGISTRY_ACCOUNT names another one. CACHE_REPOSITORY gives CACHE_URI.
#
# Takes ROLE_ARN, AWS_REGION and ECR_REPOSITORY, and the function fail.
name_registry() {
  local partition account domain
  IFS=: read -r _ partition _ _ account _ <<<"$ROLE_ARN"
  case "$partition" in
    aws | aws-us-gov) domain=amazonaws.com ;;
    aws-cn) domain=amazonaws.com.cn ;;
    aws-eusc) domain=amazonaws.eu ;;
    *) fail "The role must be in a partition whose registries are known, got '$ROLE_ARN'. Correct its ARN" ;;
  esac
  export REGISTRY="${REGISTRY_ACCOUNT:-$account}.dkr.ecr.$AWS_REGION.$domain" REGISTRY_REGION="$AWS_REGION"
  export REPOSITORY_URI="$REGISTRY/$ECR_REPOSITORY"
  if [[ -n "${CACHE_REPOSITORY:-}" ]]; then export CACHE_URI="$REGISTRY/$CACHE_REPOSITORY"; fi
}
