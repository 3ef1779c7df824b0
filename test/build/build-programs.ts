/**
 * A replacement for `docker`, `aws`, `earthly` and `curl` with a registry in a folder. It records its arguments, and fails
 * if one of them is the failing one. A manifest holds the arguments of the build, so that each build has its own digest.
 */
export const program = `#!/bin/bash
set -eu
printf '%s\\0' "\${0##*/}" "$@" > "$CALLS/$EPOCHREALTIME.$$"
for argument in "$@"; do [[ -n "$FAILING" && "$argument" == "$FAILING" ]] && { echo "no $argument" >&2; exit 1; }; done
file_of() { printf '%s/%s' "$IMAGES" "$(printf '%s' "$1" | sha256sum | cut -c -64)"; }
put() { printf '%s' "$2" > "$(file_of "$1")"; }
digest_of() { printf 'sha256:%s' "$(printf '%s' "$1" | sha256sum | cut -c -64)"; }
option() { local name="$1"; shift; while [[ $# -gt 0 ]]; do [[ "$1" == "$name" ]] && printf '%s\\n' "$2"; shift; done; true; }
case "\${0##*/} \${1-} \${2-} \${3-}" in
  'aws ecr get-login-password '*) echo password ;;
  'docker login '*) [[ "$(cat)" == password ]] ;;
  'docker buildx build '*)
    manifest="\${MANIFEST:-an image}"
    if [[ -n "\${SHOW:-}" ]]; then cat "$SHOW"; fi
    put "$REPOSITORY_URI@$(digest_of "$manifest")" "$manifest"
    while read -r cache; do
      [[ "$cache" == type=local,dest=* ]] || continue
      cache="\${cache#type=local,dest=}" && mkdir -p "\${cache%%,*}" && echo new > "\${cache%%,*}/index.json"
    done < <(option --cache-to "$@")
    while read -r tag; do put "$tag" "$manifest"; done < <(option --tag "$@")
    printf '{"containerimage.digest":"%s","containerimage.config.digest":"%s"}' \
      "$(digest_of "$manifest")" "\${CONFIGURATION:-}" > "$(option --metadata-file "$@")"
    ;;
  'docker buildx imagetools inspect')
    if [[ "\${4-}" == --format ]]; then exit 1; fi
    file="$(file_of "\${!#}")"
    if [[ ! -e "$file" ]]; then echo "ERROR: \${!#}: not found" >&2; exit 1; fi
    cat "$file"
    ;;
  'docker buildx imagetools create')
    for source in "$@"; do [[ "$source" == *@sha256:* ]] && sources+=("$(cat "$(file_of "$source")")"); done
    (IFS=+; echo "\${sources[*]}")
    ;;
  'aws ecr put-image '*)
    put "$REPOSITORY_URI@$(option --image-digest "$@")" "$(option --image-manifest "$@")"
    tag="$(option --image-tag "$@")"
    if [[ -n "$tag" ]]; then put "$REPOSITORY_URI:$tag" "$(option --image-manifest "$@")"; fi
    ;;
  'aws ssm get-parameter '*) cat "$IMAGES/parameter" 2>/dev/null || echo 'none yet' ;;
  'aws ssm put-parameter '*) option --value "$@" > "$IMAGES/parameter" ;;
  'earthly '*) for argument in "$@"; do [[ "$argument" == --IMAGE=* ]] && put "\${argument#--IMAGE=}" 'an image of Earthly'; done; true ;;
  'curl '*) cp "$0" "$(option --output "$@")" ;;
  'aws codebuild batch-get-builds '*)
    if [[ "$*" == *--query* ]]; then echo "$BATCH"; else cat "$ANSWERS/$(option --ids "$@" | tr : _)"; fi
    ;;
  'aws ecs '*|'aws lambda '*) cat "$ANSWERS/$2" ;;
  'aws codebuild batch-get-build-batches '*) cat "$ANSWERS/batch" ;;
esac`;
