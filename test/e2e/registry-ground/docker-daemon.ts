import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runCommand } from '../run-command';
import { step } from '../step';
import { authorityFile } from './certificates';
import { folder, groundFolder } from './ground-places';
import { ServerProcess } from './server-process';

/**
 * Debian's Docker requests every capability for a privileged container, and runc fails if the machine lacks one. A
 * container without a bridge has no network, but one of CodeBuild has. So containers use the capabilities, the network
 * and the host names of this machine.
 */
const runtime = `#!/bin/sh
for argument in "$@"; do
  case "$before" in --bundle) file="$argument/config.json" ;; --process) file="$argument" ;; esac
  before="$argument"
done
case " $* " in *' create '* | *' exec '*)
  mask=$(awk '/CapBnd/ {print $2}' /proc/self/status)
  changed=$(jq --arg held "$(capsh --decode="$mask" | sed 's/.*=//')" '
    ($held | ascii_upcase | split(",")) as $held
    | (.. | .capabilities? // empty) |= with_entries(.value |= map(select(IN($held[]))))
    | if .linux then
        .linux.namespaces |= map(select(.type != "network"))
        | del(.linux.sysctl)
        | .mounts |= map(if .destination == "/etc/hosts" then .source = "/etc/hosts" else . end)
      else . end
  ' "$file") && printf '%s' "$changed" >"$file" ;;
esac
exec runc "$@"
`;

/** A Docker daemon on its own socket. */
export interface DockerDaemon {
  readonly socket: string;
  stop(): Promise<void>;
}

export async function startDockerDaemon(): Promise<DockerDaemon> {
  const at = folder(join(groundFolder, 'docker'));
  const socket = `unix://${join(at, 'docker.sock')}`;
  const runtimeFile = join(at, 'runc-here');
  writeFileSync(runtimeFile, runtime);
  chmodSync(runtimeFile, 0o755);
  const files = ['data', 'exec'].map((name) => `--${name}-root=${join(at, name)}`);
  const runtimes = [`--add-runtime=here=${runtimeFile}`, '--default-runtime=here'];
  const network = ['--iptables=false', '--bridge=none'];
  const pid = `--pidfile=${join(at, 'docker.pid')}`;
  const server = ServerProcess.start('dockerd', ['dockerd', '--host', socket, pid, ...files, ...runtimes, ...network], {
    PATH: process.env.PATH,
    SSL_CERT_FILE: authorityFile,
  });
  const env = { ...process.env, DOCKER_HOST: socket };
  await server.ready(() =>
    runCommand('/usr/bin/docker', ['version'], { env }).then(
      () => true,
      () => false,
    ),
  );
  step(`a Docker daemon listens on ${socket}`);
  return { socket, stop: () => server.stop() };
}
