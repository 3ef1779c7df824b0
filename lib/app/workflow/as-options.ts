import { InvalidInputError } from '../../private/validation/validation';
import { fail } from '../input-file';
import { UsageError } from '../usage-error';

/** The names of props on the command line. */
const optionNames: Readonly<Record<string, string>> = {
  repositoryName: 'repository',
  gitHubRepository: 'github-repository',
  branches: 'branch',
  platforms: 'platform',
  tags: 'tag',
  labels: 'label',
  commands: 'test',
  stage: 'test-stage',
  reports: 'test-report',
  attestations: 'no-attestations',
  buildKitImage: 'buildkit-image',
  sbomGeneratorImage: 'sbom-generator-image',
  emulatorImage: 'emulator-image',
  services: 'service',
  runners: 'runner',
  rebuilds: 'rebuild-schedule',
  timeout: 'timeout-minutes',
  actionVersions: 'action',
  gitTags: 'git-tag',
  jobImage: 'job-image',
  daemonImage: 'daemon-image',
  localDockerfile: 'local-dockerfile',
  localSource: 'local-source',
};

/** The names of inputs on the command line. A value that one of them cannot have is a usage error. */
const inputNames: Readonly<Record<string, string>> = {
  buildArgs: 'build-arg',
  environmentVariables: 'env',
  secrets: 'secret',
  artifacts: 'artifact',
  commandsBeforeBuild: 'command-before',
  commandsAfterPush: 'command-after',
  paths: 'path',
  registries: 'registry',
  host: 'registry',
  mirrors: 'mirror',
  upstream: 'mirror',
  mirror: 'mirror',
  provenance: 'provenance',
  sbom: 'no-sbom',
  compatibility: 'compatibility',
};

const path = /^`(?:(?:tests|images)\[\d+\]\.)?(\w+)(\[\d+\]|\.schedule)?/;

/** Ends the command with a problem that names options instead of props. Throws any other error again. */
export function refuseAsOptions(error: unknown): never {
  if (!(error instanceof InvalidInputError)) throw error;
  const text = error.message
    .replace(/^`images\[\d+\]\.context`/, '`repository`')
    .replace('`localSource`.', '`--local-source`.');
  const [, prop = ''] = path.exec(text) ?? [];
  const input = inputNames[prop];
  // An option is repeated for each value, so an index would not help.
  const message = text
    .replace(path, () => `\`--${input ?? optionNames[prop] ?? prop}`)
    .replace('`attestations: false`', '`--no-attestations`')
    .replace('`compatibility` Lambda', '`--compatibility lambda`');
  if (input === undefined) fail(message);
  throw new UsageError(message.replace('Mount it with `secrets` instead', 'Mount it with `--secret` instead'));
}
