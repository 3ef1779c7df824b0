#!/usr/bin/env bash
# shellcheck disable=SC2329 # other scripts call follow_branch
#
# follow_branch WHAT READ WRITE NAME moves a name of images forward to the image IMAGE_DIGEST of IMAGE_REVISION, and never back.
# READ NAME prints the digest of the image that has the name, or nothing; WRITE NAME DIGEST gives it to an image.
# WHAT is the name for people. Adds a name that stays at a newer image to STAYED.
#
# ECR cannot compare and write in one step, so a run reads again after each write. It also looks for the image of the newest
# commit of the branch, and gives that one the name, since the run of that commit may have written just before this one.
#
# may_replace OLD NEW: a commit replaces another if it descends from it. If neither descends from the other, as after a forced
# push, the one that is on the branch replaces the one that is not. Sets REASON if not.
#
# Takes REPOSITORY_URI, IMAGE_DIGEST, IMAGE_REVISION, COMMIT_TAG, and the functions note, call_ecr, revision_of and images_of.
# read_history sets RECENT_COMMITS, the newest commits of the branch first, and BRANCH_HEAD, or nothing if the branch cannot be
# read. compare_commits OLD NEW prints what NEW is to OLD: ahead, identical, behind, diverged, unrelated if there is no history of
# both, or nothing if that is not known.
follow_branch() {
  local what="$1" read="$2" write="$3" name="$4" now revision target digest newer other round
  STAYED="${STAYED:-}"
  for round in {1..10}; do
    now="$("$read" "$name")"
    if [[ "$now" == "$IMAGE_DIGEST" && "$round" == 1 ]]; then return; fi
    # only no-commits
    if [[ -z "$IMAGE_REVISION" ]]; then # a source without commits, such as a ZIP file, has no order
      "$write" "$name" "$IMAGE_DIGEST"
      return
    fi
    # end
    target="$IMAGE_REVISION" digest="$IMAGE_DIGEST"
    read_history
    newer="$(images_of "${RECENT_COMMITS%%"$IMAGE_REVISION"*}")"
    while read -r revision other; do # the first may be a merged commit of another branch
      if [[ -n "$revision" ]] && may_replace "$target" "$revision"; then
        target="$revision" digest="$other"
        break
      fi
    done <<<"$newer"
    if [[ "$now" == "$digest" ]]; then
      if [[ "$target" == "$IMAGE_REVISION" ]]; then return; fi
      REASON="its commit $target is newer than $IMAGE_REVISION"
      break
    fi
    if [[ -n "$now" ]]; then
      revision="$(revision_of "$now")"
      if ! may_replace "$revision" "$target"; then
        if [[ -z "$revision" && "$write" == move_tag ]]; then
          REASON+=". To move it once by hand: docker buildx imagetools create --tag $REPOSITORY_URI:$name $REPOSITORY_URI@$IMAGE_DIGEST"
        fi
        break
      fi
      # only rebuilds
      if [[ -n "${REBUILDS:-}" && -z "${REBUILD:-}" && "$revision" == "$target" ]] && is_rebuild "$now"; then
        note "$what stays at $now, which is this commit with newer base images"
        return
      fi
      # end
    fi
    "$write" "$name" "$digest"
    REASON=''
  done
  if [[ -z "$REASON" ]]; then note "$what was moved ten times by other runs. The next run decides again" && return; fi
  STAYED+=" $name "
  note "$what stays at $now: $REASON"
}
# only rebuilds
is_rebuild() {
  local tags
  tags="$(call_ecr list-images --filter tagStatus=TAGGED --query 'imageIds[].[imageDigest,imageTag]')"
  grep -qE "^$1[[:space:]].*-[0-9]{8}\$" <<<"$tags"
}
# end
may_replace() {
  local order
  REASON="its image does not say of which commit it is"
  if [[ -z "$1" ]]; then return 1; fi
  order="$(compare_commits "$1" "$2")"
  case "$order" in
    ahead | identical) return ;;
    behind) REASON="its commit $1 is newer than $2" ;;
    diverged | unrelated)
      REASON="the commit $2 does not descend from its commit $1"
      if [[ "$order" == unrelated ]]; then
        REASON="its commit $1 and $2 have no known history in common. One of them may be of a branch that was removed, or of another repository"
      fi
      if [[ -z "$BRANCH_HEAD" ]]; then
        REASON+=", and the branch could not be read"
      elif [[ "$(compare_commits "$2" "$BRANCH_HEAD")" =~ ^(ahead|identical)$ &&
      "$(compare_commits "$1" "$BRANCH_HEAD")" =~ ^(behind|diverged|unrelated)$ ]]; then
        return
      fi
      ;;
    *) REASON="the history to compare $2 with its commit $1 could not be read" ;;
  esac
  return 1
}
