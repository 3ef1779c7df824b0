#!/usr/bin/env bash
# shellcheck disable=SC2329 # other scripts call find_newer
#
# find_newer DIGEST SOURCE TARGET prints why an approved image is not the one to deploy, or nothing if it is. SOURCE and TARGET are files
# with the answers of DescribeImages about the two repositories.
#
# Between two stable versions, the higher one is newer. A pre-release is never deployed. Otherwise, the image that was pushed to the
# source later is newer: the time of its approval says nothing. An image that has left the source was pushed before.
find_newer() {
  jq --raw-output --null-input --arg digest "$1" --slurpfile source "$2" --slurpfile target "$3" '
    def named: [.[]? | select(startswith("sha256-") | not)];
    def number: "(0|[1-9][0-9]*)";
    def stable: map(capture("^v?(?<a>\(number))\\.(?<b>\(number))\\.(?<c>\(number))(_[0-9A-Za-z.-]+)?$") | [.a, .b, .c] | map(tonumber)) | max;
    def early: any(test("^v?\(number)\\.\(number)\\.\(number)-"));
    def by_digest: map({key: .imageDigest, value: .}) | from_entries;
    ($source[0].imageDetails | by_digest) as $pushed
    | ($target[0].imageDetails | by_digest) as $approved
    | def facts: . as $one
        | (($approved[$one].imageTags | named) + ($pushed[$one].imageTags | named) | unique) as $tags
        | {shown: (($approved[$one].imageTags | named | first) // $one), stable: ($tags | stable), early: ($tags | early), at: $pushed[$one].imagePushedAt};
    def newer($than):
      if .stable != null and $than.stable != null and .stable != $than.stable then .stable > $than.stable
      elif .stable == null and .early then false
      else .at != null and .at > $than.at end;
    if $approved[$digest] == null then error("\($digest) is not in the approved repository")
    elif $pushed[$digest] == null then error("\($digest) is no longer in the source, so it is unknown whether a newer image is approved")
    else
      ($digest | facts) as $this
      | [$approved[] | select(.imageDigest != $digest and (.imageTags | named) != []) | .imageDigest | facts | select(newer($this)) | .shown] as $newer
      | if $this.stable == null and $this.early then "it is a pre-release"
        elif $newer != [] then "\($newer | max) is newer and approved"
        else "" end
    end'
}
