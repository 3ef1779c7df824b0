#!/usr/bin/env bash
# shellcheck disable=SC2329 # other scripts call roll_out_function
#
# roll_out_function gives the function LAMBDA_FUNCTION the image IMAGE_URI and publishes a version of it. If LAMBDA_ALIAS is set, it
# moves this alias to the version, with all of its traffic. A change that Lambda refuses moves no alias.
#
# Takes the functions call_errors, await_function, require_change, change_function, read_alias, move_alias, report and fail.
roll_out_function() {
  local end=$((SECONDS + ROLLOUT_MINUTES * 60)) package checksum version
  # A change that failed before does not matter: this one replaces it.
  await_function "$end"
  package="$(jq --raw-output '.Configuration.PackageType // "Zip"' <<<"$FUNCTION")"
  if [[ "$package" != Image ]]; then
    fail "The function $LAMBDA_FUNCTION has the package type $package. Only a function of the package type Image runs an image."
  fi
  if [[ -n "${LAMBDA_ALIAS:-}" ]]; then read_alias; fi
  if ! change_function "$end" update-function-code --image-uri "$IMAGE_URI"; then
    fail "The function $LAMBDA_FUNCTION could not get the image $IMAGE_URI: $(call_errors)"
  fi
  await_function "$end"
  require_change
  checksum="$(jq --raw-output '.Configuration.CodeSha256' <<<"$FUNCTION")"
  # With the checksum, Lambda publishes no image of another deployment.
  if ! change_function "$end" publish-version --code-sha256 "$checksum"; then
    fail "No version of the function $LAMBDA_FUNCTION could be published: $(call_errors)"
  fi
  version="$(jq --exit-status --raw-output '.Version' <<<"$ANSWER")"
  await_function "$end" "$version"
  require_change
  if [[ -n "${LAMBDA_ALIAS:-}" ]]; then move_alias "$end" "$version"; fi
  report "The function $LAMBDA_FUNCTION runs $IMAGE_URI as version $version${LAMBDA_ALIAS:+, and as $LAMBDA_ALIAS}."
}
