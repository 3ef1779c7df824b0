#!/bin/sh
# Adds the programs that the script of a job needs to its image, which may have only a POSIX shell. The image of Docker has a
# package for each. Any other image must have them already. The grep of BusyBox has no long options.
set -e
missing=''
for program in aws bash docker git jq sha256sum; do
  if ! command -v "$program" >/dev/null; then missing="$missing $program"; fi
done
if ! echo x | grep --quiet x 2>/dev/null; then missing="$missing grep"; fi
if [ -n "$missing" ] && command -v apk >/dev/null; then
  for wait in 2 8 32 0; do
    if apk add --no-cache --quiet aws-cli bash coreutils git grep jq; then
      missing=''
      break
    fi
    sleep "$wait"
  done
fi
if [ -n "$missing" ]; then
  echo "The image of this job lacks$missing, and has no package manager apk that could add them. Use an image that has them" >&2
  exit 1
fi
