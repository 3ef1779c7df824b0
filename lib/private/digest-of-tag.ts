/**
 * A function of bash, `digest_of TAG`: prints the digest of what a tag stands for, and nothing where the tag is free; any
 * other answer of the registry fails. It asks the registry itself, for which the rights of a push suffice, in another
 * account too.
 *
 * @param image the image's name without a tag, in words that stand within double quotes.
 */
export function digestOfTag(image: string): string {
  return `digest_of() {
  local digest errors
  errors="$(mktemp)"
  if digest="$(docker buildx imagetools inspect --raw "${image}:$1" 2>"$errors" | sha256sum)"; then
    printf 'sha256:%s' "\${digest%% *}"
  elif ! grep --quiet ': not found$' "$errors"; then
    cat "$errors" >&2
    return 1
  fi
}`;
}
