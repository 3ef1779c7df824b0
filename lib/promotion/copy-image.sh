#!/usr/bin/env bash
# Copies an image with its attachments. Anyone who can start a build chooses its variables, so the shell checks them before it
# uses them. The tag appears last, when everything is there: anyone who can pull it gets a whole image. What an approved
# repository has is kept: a second run changes nothing.
export LC_ALL=C

fail() {
  echo "Not promoted: $*" >&2
  exit 1
}

name='^[a-z0-9]+((\.|_|__|-+)[a-z0-9]+)*(/[a-z0-9]+((\.|_|__|-+)[a-z0-9]+)*)*$'
[[ "$SOURCE_REPOSITORY" =~ $name ]] || fail "SOURCE_REPOSITORY must name a repository, got ${SOURCE_REPOSITORY@Q}"
[[ "$TARGET_REPOSITORY" =~ $name ]] || fail "TARGET_REPOSITORY must name a repository, got ${TARGET_REPOSITORY@Q}"
[[ "$IMAGE_DIGEST" =~ ^sha256:[0-9a-f]{64}$ ]] || fail "IMAGE_DIGEST must be a digest, got ${IMAGE_DIGEST@Q}"
[[ "$IMAGE_TAG" =~ ^[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$ ]] || fail "IMAGE_TAG must be a tag, got ${IMAGE_TAG@Q}"
[[ ! "$IMAGE_TAG" =~ ^sha256-[0-9a-f]{64} ]] || fail "IMAGE_TAG must name an image, got the tag of an attachment"
source_uri="$SOURCE_REGISTRY/$SOURCE_REPOSITORY"
target_uri="$TARGET_REGISTRY/$TARGET_REPOSITORY"
[[ "$source_uri" != "$target_uri" ]] || fail 'TARGET_REPOSITORY must be another repository than SOURCE_REPOSITORY'

folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
export REGCTL_CONFIG="$folder/config.json" # the passwords go with the folder

log_in() { # Region, registry
  aws ecr get-login-password --region "$1" | regctl registry login "$2" --user AWS --pass-stdin >/dev/null
}
log_in "$SOURCE_REGION" "$SOURCE_REGISTRY"
[[ "$TARGET_REGISTRY" == "$SOURCE_REGISTRY" ]] || log_in "$TARGET_REGION" "$TARGET_REGISTRY"

digest_of() { # the digest, or nothing where there is no such image; whatever else goes wrong ends the build
  regctl manifest head --require-digest "$1" 2>"$folder/problem" && return
  grep --quiet --fixed-strings '[http 404]' "$folder/problem" && return
  cat "$folder/problem" >&2
  return 1
}

there="$(digest_of "$target_uri:$IMAGE_TAG")"
[[ -z "$there" || "$there" == "$IMAGE_DIGEST" ]] || fail "$target_uri:$IMAGE_TAG is another image already: $there"

# Signatures, SBOMs and other attachments: what has the image, a part of it or another attachment as its subject, and
# what is tagged as cosign does. They were not scanned, so none may hold what a container starts from.
subjects=("$IMAGE_DIGEST")
parts="$(regctl manifest get "$source_uri@$IMAGE_DIGEST" \
  --format '{{if .IsList}}{{range .GetManifestList}}{{println .Digest}}{{end}}{{end}}')"
mapfile -t -O 1 subjects < <(grep sha256: <<<"$parts")
attachments=()

attach() { # digest, name in the target
  local layers
  layers="$(regctl manifest get "$source_uri@$1" \
    --format '{{if .IsList}}image.index{{else}}{{range .GetLayers}}{{println .MediaType}}{{end}}{{end}}')"
  [[ ! "${layers,,}" =~ image\.(index|layer|rootfs)|wasm ]] ||
    fail "$source_uri@$1 is attached to the image, and an image itself: it was not scanned"
  attachments+=("$1 $2")
  subjects+=("$1")
}

for ((next = 0; next < ${#subjects[@]}; next++)); do
  subject="${subjects[next]}"
  referrers="$(regctl artifact list "$source_uri@$subject" --format '{{range .Descriptors}}{{println .Digest}}{{end}}')"
  mapfile -t digests < <(grep sha256: <<<"$referrers")
  ((${#attachments[@]} + ${#digests[@]} <= 200)) || fail "$source_uri@$IMAGE_DIGEST has more than 200 attachments"
  for digest in "${digests[@]}"; do
    [[ " ${subjects[*]} " == *" $digest "* ]] || attach "$digest" "@$digest"
  done
  for kind in sig att sbom; do
    tag="${subject/:/-}.$kind"
    digest="$(digest_of "$source_uri:$tag")"
    [[ -z "$digest" ]] || attach "$digest" ":$tag"
  done
done

regctl image copy "$source_uri@$IMAGE_DIGEST" "$target_uri@$IMAGE_DIGEST"
for attachment in "${attachments[@]}"; do
  read -r digest name <<<"$attachment"
  there="$(digest_of "$target_uri$name")"
  [[ -n "$there" ]] || regctl image copy "$source_uri@$digest" "$target_uri$name"
done
regctl image copy "$source_uri@$IMAGE_DIGEST" "$target_uri:$IMAGE_TAG"

there="$(digest_of "$target_uri:$IMAGE_TAG")"
[[ "$there" == "$IMAGE_DIGEST" ]] || fail "$target_uri:$IMAGE_TAG is $there after the copy of $IMAGE_DIGEST"
echo "Promoted $source_uri@$IMAGE_DIGEST to $target_uri:$IMAGE_TAG, with ${#attachments[@]} attachments"
