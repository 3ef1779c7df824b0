#!/usr/bin/env bash
# shellcheck disable=SC2329 # other scripts call explain_pull
#
# explain_pull LOG says which base images a build could not pull, and what to do, if the output in the file LOG shows it. Reads
# REGISTRY, ECR_REGISTRY_00 and on, and LOGIN_HOST_00 and on: the registries that Docker is logged in to.
explain_pull() {
  local name line image host reason known=" ${REGISTRY:-} " refused='no basic auth|401|403|denied|forbidden|authoriz|insufficient_scope'
  for name in "${!ECR_REGISTRY_@}"; do known+="${!name##* } "; done
  for name in "${!LOGIN_HOST_@}"; do known+="${!name%% *} "; done
  while IFS= read -r line; do
    image="${line%%: *}" reason="${line#*: }" host="${line%%/*}"
    if [[ "$reason" =~ 429|toomanyrequests|'rate limit' ]]; then
      echo "$host limits how many images are pulled, and answered no more for $image." \
        "Log in to it by \`registries\`, or use a mirror by \`mirrors\`."
    elif ! grep -qiE "$refused" <<<"$reason"; then
      continue
    elif [[ "$host" =~ ^[0-9]{12}\.dkr[.-]ecr ]]; then
      echo "The build may not pull $image. Add its repository to \`${PULL_OPTION:-baseImages}\`." \
        "If it is in another account, its policy must allow the role of the build as well."
    elif [[ "$known" == *" $host "* ]]; then
      echo "The build is logged in to $host, but may not pull $image. Check that the image exists, and that the credentials may read it."
    else
      echo "The build has no credentials for $host, so it may not pull $image." \
        "Check that the image exists. If it is private, add the registry to \`registries\`."
    fi
  done < <(sed -nE 's/^.*failed to resolve source metadata for ([^ ]+: .*)$/\1/p' "$1" | sort -u)
}
