#!/usr/bin/env bash
# shellcheck disable=SC2329 # other scripts call name_by_rebuild and refuse_rebuild_name
#
# name_by_rebuild names the image of a scheduled pipeline, which builds a release again. If none of its base images is newer, the job
# ends, and gives no image to the next ones.
#
# refuse_rebuild_name fails if the Git tag of a run looks like the tag of a rebuild.
#
# Takes BUILD and GIT_TAG, and the functions read_result, write_results, name_rebuild, require_repository, find_image, note and fail.
# check_out REVISION makes the checkout that of a commit, if the job has one.
name_by_rebuild() {
  local tag release revision
  tag="$(read_result rebuild REBUILD_TAG)"
  if [[ -z "$tag" ]]; then
    note 'No release is built again, so this job has nothing to do'
    export IMAGE_URI='' IMAGE_DIGEST='' IMAGE_TAGS='' IMAGE_FOLLOWS=''
    write_results image IMAGE_URI IMAGE_DIGEST IMAGE_TAGS IMAGE_FOLLOWS
    exit 0
  fi
  release="$(read_result rebuild REBUILD_RELEASE)" revision="$(read_result rebuild REBUILD_REVISION)"
  check_out "$revision"
  name_rebuild "$release" "$tag" "$revision" "$BUILD"
  export REBUILD=true
  echo "The tags of this image: $IMAGE_TAGS"
  require_repository
  find_image
}
refuse_rebuild_name() {
  if [[ "$GIT_TAG" =~ -[0-9]{8}$ ]]; then
    fail "The Git tag $GIT_TAG looks like the tag of a rebuild, which a schedule makes. Choose another version"
  fi
}
