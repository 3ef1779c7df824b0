#!/usr/bin/env bash
# shellcheck disable=SC2329 # other scripts call explain_pull
#
# explain_pull LOG says which base images a build could not pull, and what to do, if the output in the file LOG shows it. Reads
# REGISTRY, ECR_REGISTRY_00 and on, and LOGIN_HOST_00 and on: the registries that Docker is logged in to.
explain_pull() {
  local name image reason host known=" ${REGISTRY:-} " said=' '
  for name in "${!ECR_REGISTRY_@}"; do known+="${!name##* } "; done
  for name in "${!LOGIN_HOST_@}"; do known+="${!name%% *} "; done
  while read -r image reason; do
    host="${image%%/*}" name="${image%%@*}" reason="${reason,,}"
    if [[ "${name##*/}" == *:* ]]; then name="${name%:*}"; fi
    if [[ "$said" == *" $name "* ]]; then continue; fi
    if [[ "$reason" =~ 429|toomanyrequests|'rate limit' ]]; then
      echo "$host limits how many images are pulled, and answered no more for $image." \
        "Log in to it by \`registries\`, or use a mirror by \`mirrors\`."
    elif ! [[ "$reason" =~ 'no basic auth'|401|403|denied|forbidden|authoriz|insufficient_scope|'incorrect username' ]]; then
      continue
    elif [[ "$reason" == *'token has expired'* || ("$host" == public.ecr.aws && "$known" != *" $host "*) ]]; then
      echo "$host refused the login of this machine for $image. A password of ECR expires after 12 hours. Start the build again." \
        "On a machine that is not new for each build, run \`docker logout $host\` first."
    elif [[ "$reason" == *'incorrect username or password'* ]]; then
      echo "$host refused the user name or the password, so the build may not pull $image. Check both in the secret of the credentials."
    elif [[ "$host" =~ ^[0-9]{12}\.dkr[.-]ecr ]]; then
      echo "The build may not pull $image. Add its repository to \`${PULL_OPTION:-baseImages}\`." \
        "If it is in another account, its policy must allow the role of the build as well."
    elif [[ "$known" == *" $host "* ]]; then
      echo "The build is logged in to $host, but may not pull $image. Check that the image exists, and that the credentials may read it."
    else
      echo "The build has no credentials for $host, so it may not pull $image." \
        "Check that the image exists. If it is private, add the registry to \`registries\`."
    fi
    said+="$name "
  done < <(failed_pulls "$1")
}
failed_pulls() { # LOG prints a line for each pull that failed: the image and the reason.
  local line step='\[[^]]*\] (FROM|load metadata for) ([^ ]+)' last='' image reason
  local address='https://([^/ ]+)/v2/([^ "]+)/(manifests|blobs)/([^ "]+)"?: (.*)$'
  local -A steps=()
  while IFS= read -r line; do
    image='' reason="$line"
    if [[ "$line" =~ ^(#[0-9]+)\ $step ]]; then
      steps["${BASH_REMATCH[1]}"]="${BASH_REMATCH[3]}"
    elif [[ "$line" =~ ^\ \>\ (.*) ]]; then
      last=''
      if [[ "${BASH_REMATCH[1]}" =~ ^$step ]]; then last="${BASH_REMATCH[2]%:}"; fi
    elif [[ "$line" =~ 'failed to resolve source metadata for '([^ ]+)': '(.*)$ ]]; then
      image="${BASH_REMATCH[1]}" reason="${BASH_REMATCH[2]}"
    elif [[ "$line" =~ ^(#[0-9]+)\ ERROR:\ (.*)$ ]]; then
      image="${steps["${BASH_REMATCH[1]}"]:-}" reason="${BASH_REMATCH[2]}"
    elif [[ "$line" =~ 'pull access denied for '([^ ,]+) || "$line" =~ 'invalid from flag value '([^ ]+)': ' ]]; then
      image="${BASH_REMATCH[1]}"
    elif [[ "$line" =~ (PUT|POST|PATCH)' request'|'failed to push'|'cache importer' ]]; then
      continue
    elif [[ "$line" =~ $address ]]; then
      image="${BASH_REMATCH[1]}/${BASH_REMATCH[2]}" reason="${BASH_REMATCH[5]}"
    elif [[ "$line" == *'failed to solve'* ]]; then
      image="$last"
    fi
    if [[ -z "$image" ]]; then continue; fi
    if [[ "${image%%/*}" != *[.:]* || "$image" != */* ]]; then image="docker.io/$image"; fi # as the older builder has them
    printf '%s %s\n' "${image/#registry-1.docker.io/docker.io}" "$reason"
  done < <(tr -d '\r' <"$1" | grep -E '^#[0-9]+ (\[|ERROR)|^ > |failed to |denied|https://[^ ]+/v2/|flag value')
}
