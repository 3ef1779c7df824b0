# BuildKit's protocol for SBOM scanners: read $BUILDKIT_SCAN_SOURCE, write statements to $BUILDKIT_SCAN_DESTINATION.
# This one lists the files. https://github.com/moby/buildkit/blob/master/docs/attestations/sbom-protocol.md
set -e
cd "$BUILDKIT_SCAN_SOURCE"
files="$(find . -type f | sort | sed 's|^\.\(.*\)$|{"fileName":"\1"}|' | tr '\n' ',' | sed 's/,$//')"
cat >"$BUILDKIT_SCAN_DESTINATION/files.spdx.json" <<STATEMENT
{"_type":"https://in-toto.io/Statement/v0.1","predicateType":"https://spdx.dev/Document",
"predicate":{"spdxVersion":"SPDX-2.3","files":[$files]}}
STATEMENT
