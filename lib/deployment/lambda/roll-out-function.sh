#!/usr/bin/env bash
# shellcheck disable=SC2329 # other scripts call roll_out_function
#
# roll_out_function gives the function LAMBDA_FUNCTION the image IMAGE_URI and publishes a version of it. If LAMBDA_ALIAS is set, it
# moves this alias to the version, with all of its traffic. A change that Lambda refuses moves no alias.
#
# Takes the functions call_aws, call_errors, read_function, await_function, report and fail.
roll_out_function() {
  local end=$((SECONDS + ROLLOUT_MINUTES * 60)) package answer image checksum version
  read_function
  package="$(jq --raw-output '.Configuration.PackageType // "Zip"' <<<"$FUNCTION")"
  if [[ "$package" != Image ]]; then
    fail "The function $LAMBDA_FUNCTION has the package type $package. Only a function of the package type Image runs an image."
  fi
  await_function "$end"
  if ! answer="$(call_aws lambda update-function-code --function-name "$LAMBDA_FUNCTION" --image-uri "$IMAGE_URI")"; then
    fail "Lambda did not accept the image $IMAGE_URI for the function $LAMBDA_FUNCTION: $(call_errors)"
  fi
  await_function "$end"
  image="$(jq --raw-output '.Code | .ResolvedImageUri // .ImageUri // "no image"' <<<"$FUNCTION")"
  if [[ "${image#*@}" != "${IMAGE_URI#*@}" ]]; then
    fail "The function $LAMBDA_FUNCTION has $image, not $IMAGE_URI. Another deployment changed it."
  fi
  checksum="$(jq --raw-output '.Configuration.CodeSha256' <<<"$FUNCTION")"
  if ! answer="$(call_aws lambda publish-version --function-name "$LAMBDA_FUNCTION" --code-sha256 "$checksum")"; then
    fail "No version of the function $LAMBDA_FUNCTION could be published: $(call_errors)"
  fi
  version="$(jq --exit-status --raw-output '.Version' <<<"$answer")"
  await_function "$end" "$version"
  if [[ -n "${LAMBDA_ALIAS:-}" ]]; then
    if ! answer="$(call_aws lambda update-alias --function-name "$LAMBDA_FUNCTION" --name "$LAMBDA_ALIAS" \
      --function-version "$version" --routing-config 'AdditionalVersionWeights={}')"; then
      fail "The alias $LAMBDA_ALIAS of the function $LAMBDA_FUNCTION could not be moved to version $version: $(call_errors)"
    fi
    if [[ "$(jq --raw-output '.FunctionVersion' <<<"$answer")" != "$version" ]]; then
      fail "The alias $LAMBDA_ALIAS of the function $LAMBDA_FUNCTION is not at version $version."
    fi
  fi
  report "The function $LAMBDA_FUNCTION runs $IMAGE_URI as version $version${LAMBDA_ALIAS:+, and as $LAMBDA_ALIAS}."
}
