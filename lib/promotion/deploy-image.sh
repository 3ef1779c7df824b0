#!/usr/bin/env bash
# Deploys the approved image IMAGE_DIGEST to each service and function in DEPLOYMENT_00 and on, one after the other. The build fails if
# a deployment fails. An image that is not the newest one is not deployed. DEPLOYED is `yes`, or the reason why it was not deployed.
#
# Anyone who can start a build chooses its variables, so the shell checks them before it uses them.
#
# Takes the functions find_newer and roll_out.
export LC_ALL=C

fail() {
  echo "Not deployed: $*" >&2
  exit 1
}

[[ "$IMAGE_DIGEST" =~ ^sha256:[0-9a-f]{64}$ ]] || fail "IMAGE_DIGEST must be a digest, got ${IMAGE_DIGEST@Q}"
listed="$(mktemp -d)"
list_images() { # Region, account, repository, file
  AWS_RETRY_MODE=standard AWS_MAX_ATTEMPTS=8 aws ecr describe-images --region "$1" --registry-id "$2" --repository-name "$3" \
    --output json >"$4" || fail "The images of $3 cannot be listed"
}
list_images "$SOURCE_REGION" "$SOURCE_ACCOUNT" "$SOURCE_REPOSITORY" "$listed/source.json"
list_images "$TARGET_REGION" "$TARGET_ACCOUNT" "$TARGET_REPOSITORY" "$listed/target.json"
reason="$(find_newer "$IMAGE_DIGEST" "$listed/source.json" "$listed/target.json")" ||
  fail "The images of $SOURCE_REPOSITORY and $TARGET_REPOSITORY cannot be compared"
rm -r "$listed"

export IMAGE_URI="$TARGET_REGISTRY/$TARGET_REPOSITORY@$IMAGE_DIGEST"
if [[ -n "$reason" ]]; then
  export DEPLOYED="$reason"
  echo "$IMAGE_URI is not deployed: $reason"
else
  for name in "${!DEPLOYMENT_@}"; do roll_out "${!name}"; done
  export DEPLOYED=yes
fi
