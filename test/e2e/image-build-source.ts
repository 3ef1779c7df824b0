import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { baseImage } from './image-build-names';
import { folder, groundFolder } from './registry-ground/ground-places';

/** An empty folder for the source of an image. */
export function sourceFolder(): string {
  return mkdtempSync(join(folder(join(groundFolder, 'sources')), 'source-'));
}

/** A folder with the source of an image: a static busybox and these files. */
export function sourceWith(files: Readonly<Record<string, string>>): string {
  const at = sourceFolder();
  copyFileSync('/bin/busybox', join(at, 'busybox'));
  writeFiles(at, files);
  return at;
}

export function writeFiles(at: string, files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(join(at, name, '..'), { recursive: true });
    writeFileSync(join(at, name), text);
  }
}

/** A folder with a program of this name. */
export function program(name: string, script: string): string {
  const at = mkdtempSync(join(folder(join(groundFolder, 'sources')), 'programs-'));
  writeFileSync(join(at, name), script);
  chmodSync(join(at, name), 0o755);
  return at;
}

/** Its steps say `step-42` when they run and nothing when they come from a cache. */
export const serviceDockerfile = `FROM scratch
COPY busybox /bin/busybox
SHELL ["/bin/busybox", "sh", "-c"]
ARG FLAVOUR
RUN --mount=type=secret,id=npm,env=NPM_TOKEN --mount=type=secret,id=license \\
  echo "step-$((6 * 7))"; printf '%s' "$FLAVOUR" >/flavour; \\
  printf '%s' "$NPM_TOKEN" | /bin/busybox sha256sum >/npm.sum; \\
  /bin/busybox sha256sum </run/secrets/license >/license.sum
COPY greeting.txt /greeting.txt
CMD ["/bin/busybox", "cat", "/greeting.txt"]
`;

/** No step runs, so that any machine can build it for any platform. */
export const copyDockerfile = `FROM scratch
ARG TARGETARCH
COPY greeting.txt /greeting-\${TARGETARCH}.txt
CMD ["/greeting"]
`;

/** Its step prints `step-42` and needs nothing. */
export const plainDockerfile = `FROM scratch
COPY busybox /bin/busybox
RUN ["/bin/busybox", "sh", "-c", "echo step-$((6 * 7)); echo made >/made"]
`;

/** It starts from an image of Docker Hub, which a mirror has, and copies from an image of a registry outside ECR. */
export const onBasesDockerfile = `FROM mirrored:1
COPY --from=${baseImage} /from-base /from-base
RUN ["/bin/busybox", "sh", "-c", "echo step-$((6 * 7)); /bin/busybox test -s /from-base"]
`;

/** A build of it fails at its last step. */
export const failing = `FROM scratch
COPY busybox /bin/busybox
RUN ["/bin/busybox", "false"]
`;

/** Its step runs only on amd64, as on the machine of this test. */
export const onlyOnAmd64 = `FROM scratch AS amd64
FROM nowhere.invalid/nothing AS arm64
FROM \${TARGETARCH}
COPY greeting.txt /
`;

/** An AWS CLI whose login is refused. */
export const wrongPassword = '#!/bin/sh\necho wrong-password\n';

/** Earthly is not in Debian, nor can it be built here: this takes its arguments and builds and pushes with Docker. */
export const earthlyStandIn = `#!/bin/bash
set -eu
echo "earthly $*"
for argument in "$@"; do
  case "$argument" in --IMAGE=*) image="\${argument#--IMAGE=}" ;; esac
done
[[ "$1" == --push && " $* " == *" +docker "* ]]
docker buildx build --push --tag "$image" .
`;

/** An AWS CLI that stops before it moves the tag `edge` for the first time, until a file is there. */
export function stopsBeforeEdge(stopped: string, goOn: string): string {
  return `#!/bin/bash
if [[ "$*" == 'ecr put-image '*' --image-tag edge '* && ! -e '${stopped}' ]]; then
  touch '${stopped}'
  while [[ ! -e '${goOn}' ]]; do sleep 0.1; done
fi
PATH="\${PATH#*:}" exec aws "$@"
`;
}
