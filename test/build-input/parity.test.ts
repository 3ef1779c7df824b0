import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { Platform } from 'aws-cdk-lib/aws-ecr-assets';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { ScheduleExpression } from 'aws-cdk-lib/aws-scheduler';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { ImageRegistry } from '../../lib/base-image/image-registry';
import { type LocalDockerfileOptions } from '../../lib/base-image/local-dockerfile-options';
import { RegistryCredentials } from '../../lib/base-image/registry-credentials';
import { ImageCompatibility, ImageProvenance } from '../../lib/build-input/attestations';
import { type BuildInputOptions } from '../../lib/build-input/build-input-options';
import { BuildSecret } from '../../lib/build-input/build-secret';
import { ImageTag } from '../../lib/naming/image-tag';
import { ImageTests } from '../../lib/testing/image-tests';
import { ImageCheckProject } from '../../lib/build/image-check-project';
import { ImageSource } from '../../lib/build/source/image-source';
import { GitHubSubject } from '../../lib/github/github-subject';
import { ImageRepository } from '../../lib/repository/image-repository';
import { addProject, connectionArn } from '../build/build-project';
import { workflowOf } from '../github/workflow-of';
import { bitbucketRefs, bitbucketSubjects, pipelineOf } from '../pipeline/publisher';
import { newStack, templateOf } from '../synthesis';

/** One description of an image, with the options that each system has in addition to the common ones. */
interface Description extends BuildInputOptions, LocalDockerfileOptions {
  readonly tests?: ImageTests[];
  readonly registries?: ImageRegistry[];
}

const stack = newStack();
const npm = BuildSecret.fromSecretsManager(Secret.fromSecretNameV2(stack, 'Npm', 'ci/npm-token'));
const quay = ImageRegistry.host(
  'quay.io',
  RegistryCredentials.fromSecretsManager(Secret.fromSecretNameV2(stack, 'Quay', 'ci/quay-robot')),
);
const rights = { secrets: [npm], registries: [quay] };
const artifactBucket = Bucket.fromBucketName(stack, 'Artifacts', 'build-artifacts');

/** The text that each system runs for a description. */
const systems: Readonly<Record<string, (description: Description) => string>> = {
  CodeBuild: (description) => {
    const own = newStack();
    addProject(own, { ...description, ...(description.artifacts && { artifactBucket }) });
    return JSON.stringify(templateOf(own));
  },
  GitHub: (description) => workflowOf(description, rights),
  GitLab: (description) => pipelineOf(description, rights),
  Bitbucket: (description) =>
    pipelineOf({ ...bitbucketRefs, ...description }, { ...rights, subjects: bitbucketSubjects }),
};
const names = Object.keys(systems);

/** The form of the text of each system for an option: the same for all, or one for CodeBuild, GitHub, GitLab and Bitbucket. */
type Found = RegExp | readonly [RegExp, RegExp, RegExp, RegExp];

interface Row<T> {
  readonly value: T;
  readonly found: Found;
  /** Options that it needs, or nothing if it fits all others. */
  readonly alone?: Description;
}

/** A row for each option: the compiler requires it for a new one. */
const table: {
  readonly [Option in keyof Omit<Required<Description>, 'localDockerfile' | 'localSource'>]: Row<
    Required<Description>[Option]
  >;
} = {
  platforms: { value: [Platform.LINUX_ARM64], found: /linux\/arm64|arch: arm/ },
  emulation: {
    value: true,
    alone: { platforms: [Platform.LINUX_AMD64, Platform.LINUX_ARM64] },
    found: [/"Name":"BINFMT_IMAGE"/, /docker\/setup-qemu-action@/, /export BINFMT_IMAGE=/, /export BINFMT_IMAGE=/],
  },
  dockerfile: { value: 'the/Dockerfile.prod', found: /the\/Dockerfile\.prod/ },
  context: { value: 'the-context', found: /the-context/ },
  target: { value: 'the-stage', found: /the-stage/ },
  buildArgs: { value: { THE_ARGUMENT: 'the-argument-value' }, found: /THE_ARGUMENT=the-argument-value/ },
  secrets: { value: { 'the-mount': npm }, found: /the-mount[^]*ci\/npm-token|ci\/npm-token[^]*the-mount/ },
  labels: { value: { 'the.label': 'the-label-value' }, found: /the\.label=the-label-value/ },
  environmentVariables: {
    value: { THE_VARIABLE: 'the-variable-value' },
    found: /THE_VARIABLE[^]{1,40}the-variable-value/,
  },
  tags: { value: [ImageTag.shortCommit()], found: /TAG_RULE_00[^]{1,40}short-commit/ },
  submodules: {
    value: true,
    found: [
      /"FetchSubmodules":true/,
      /submodules: recursive/,
      /GIT_SUBMODULE_STRATEGY: recursive/,
      /git submodule update/,
    ],
  },
  lfs: { value: true, found: [/git lfs pull/, /lfs: true/, /GIT_LFS_SKIP_SMUDGE: '0'/, /lfs: true/] },
  alwaysPull: {
    value: true,
    found: [/"Name":"ALWAYS_PULL"/, /pull: true/, /export ALWAYS_PULL=/, /export ALWAYS_PULL=/],
  },
  noCache: { value: true, found: [/"Name":"NO_CACHE"/, /no-cache: true/, /export NO_CACHE=/, /export NO_CACHE=/] },
  attestations: {
    value: false,
    alone: {},
    found: [/"Name":"SBOM"[^}]*"false"/, /sbom: false/, /export SBOM='?false/, /export SBOM='?false/],
  },
  provenance: { value: ImageProvenance.MAX, found: /PROVENANCE[^]{1,40}mode=max|provenance: mode=max/ },
  sbom: {
    value: false,
    alone: {},
    found: [/"Name":"SBOM"[^}]*"false"/, /sbom: false/, /export SBOM='?false/, /export SBOM='?false/],
  },
  compatibility: { value: ImageCompatibility.LAMBDA, alone: {}, found: /oci-mediatypes=false/ },
  artifacts: { value: ['the/files/**'], found: /the\/files\/\*\*/ },
  commandsBeforeBuild: { value: ['the-command --before'], found: /the-command --before/ },
  commandsAfterPush: { value: ['the-command --after'], found: /the-command --after/ },
  tests: {
    value: [ImageTests.ofImage(['the-test --image']), ImageTests.ofStage('the-test-stage')],
    alone: {},
    found: /the-test --image[^]*the-test-stage|the-test-stage[^]*the-test --image/,
  },
  registries: { value: [quay], alone: {}, found: /quay\.io[^]*ci\/quay-robot|ci\/quay-robot[^]*quay\.io/ },
};

const rows = Object.entries(table as Record<string, Row<unknown>>);
const together = Object.fromEntries(
  rows.filter(([, { alone }]) => !alone).map(([option, { value }]) => [option, value]),
) as Description;
const valueIn = (system: string, description: Description) => systems[system]?.(description) ?? '';
const foundIn = (found: Found, index: number) => (found instanceof RegExp ? found : (found[index] ?? /$^/));

test.each(names.map((system, index) => [system, index] as const))(
  '%s has each option of a description',
  (system, index) => {
    const text = valueIn(system, together);
    const plain = valueIn(system, {});
    const missing = rows
      .filter(([, { alone }]) => !alone)
      .filter(([, { found }]) => !foundIn(found, index).test(text) || foundIn(found, index).test(plain))
      .map(([option]) => option);
    expect(missing).toEqual([]);
  },
);

const alone = rows.filter(([, row]) => row.alone);

test.each(alone.flatMap(([option, row]) => names.map((system, index) => [option, system, row, index] as const)))(
  'the option %s, which does not fit all others, is in %s',
  (option, system, { value, found, alone: others }, index) => {
    expect(valueIn(system, { ...others, [option]: value })).toMatch(foundIn(found, index));
  },
);

const usable = 'because the code of a pull request could use it. Leave it out.';
const publishesNothing = 'because a check publishes nothing. Leave it out.';
const newMachine = 'because each check has a new machine without a cache. Leave it out.';
const ownBuilder = 'because a check builds with `docker build`, for one platform. Leave it out.';

/** The options of a build that a check of pull requests has too, and the reason for which it has no others. */
const ofChecks: { readonly [Option in keyof typeof table]: RegExp | string } = {
  platforms: /ARM_CONTAINER/,
  dockerfile: /the\/Dockerfile\.prod/,
  context: /the-context/,
  target: /"Name":"BUILD_TARGET"[^}]*the-stage/,
  buildArgs: /"Name":"BUILD_ARG_00"[^}]*THE_ARGUMENT=the-argument-value/,
  environmentVariables: /"Name":"THE_VARIABLE"[^}]*the-variable-value/,
  submodules: /"FetchSubmodules":true/,
  lfs: /git lfs pull/,
  artifacts: /"Name":"BUILD_ARTIFACT_00"[^}]*the\/files\/\*\*/,
  commandsBeforeBuild: /the-command --before/,
  tests: /the-test-stage/,
  secrets: usable,
  registries: usable,
  labels: publishesNothing,
  tags: publishesNothing,
  attestations: publishesNothing,
  provenance: publishesNothing,
  sbom: publishesNothing,
  compatibility: publishesNothing,
  commandsAfterPush: publishesNothing,
  alwaysPull: newMachine,
  noCache: newMachine,
  emulation: ownBuilder,
};

test.each(rows)('a check of pull requests has the option %s, or refuses it with the reason', (option, { value }) => {
  const own = newStack();
  const found = ofChecks[option as keyof typeof table];
  const props = { [option]: value, ...(option === 'artifacts' && { artifactBucket }) };
  const source = ImageSource.gitHub('acme/service', { connectionArn, branches: ['main'] });
  const check = () => new ImageCheckProject(own, 'Check', { source, privileged: true, ...props });
  if (typeof found === 'string') {
    expect(check).toThrow(new Error(`\`${option}\` must not be set for checks of pull requests, ${found}`));
    return;
  }
  check();
  expect(JSON.stringify(templateOf(own))).toMatch(found);
});

test('each system builds releases again, except Bitbucket, which refuses it with the reason', () => {
  const rebuilds = { schedule: ScheduleExpression.expression('cron(0 3 ? * MON *)') };
  const tags = [ImageTag.semanticVersion()];
  const source = ImageSource.gitHub('acme/app', { connectionArn, tagPatterns: ['v*'] });
  const own = newStack();
  addProject(own, { source, tags, rebuilds });
  expect(JSON.stringify(templateOf(own))).toContain('"ScheduleExpression":"cron(0 3 ? * MON *)"');
  const gitHub = newStack();
  const image = new ImageRepository(gitHub, 'Image', { repositoryName: 'app' });
  const listed = { repositories: [image], listRepositories: [image], pullRepositories: [image] };
  const id = { ownerId: '1', repositoryId: '2' };
  const subjects = [GitHubSubject.branch('acme/app', 'main', id), GitHubSubject.tagPattern('acme/app', 'v*', id)];
  expect(workflowOf({ tags, rebuilds }, { ...listed, subjects }, gitHub)).toContain('- cron: 0 3 * * 1\n');
  expect(pipelineOf({ tags, rebuilds })).toContain("--cron '0 3 * * 1'");
  expect(() => pipelineOf({ ...bitbucketRefs, tags, rebuilds }, { subjects: bitbucketSubjects })).toThrow(
    '`rebuilds` must not be set for Bitbucket Pipelines, got one. Its schedules start custom pipelines only',
  );
});

test('each system reads a Dockerfile at hand, and refuses a base image that it may not pull', () => {
  const folder = mkdtempSync(join(tmpdir(), 'parity-'));
  const localDockerfile = join(folder, 'Dockerfile');
  const image = '999999999999.dkr.ecr.us-east-1.amazonaws.com/base:1';
  writeFileSync(localDockerfile, `FROM ${image}\n`);
  for (const [system, textOf] of Object.entries(systems)) {
    const option = system === 'CodeBuild' ? '`baseImages`' : '`pullRepositories` of the role';
    expect(() => textOf({ localDockerfile })).toThrow(
      new Error(
        `\`localDockerfile\` must start from images that the build may pull, got '${image}' in line 1 of ${localDockerfile}. ` +
          `Add its repository to ${option}.`,
      ),
    );
  }
  rmSync(folder, { recursive: true });
});

test('each system refuses a context and a Dockerfile that the source at hand does not have', () => {
  const localSource = mkdtempSync(join(tmpdir(), 'parity-'));
  mkdirSync(join(localSource, 'web'));
  writeFileSync(join(localSource, 'web', 'Dockerfile'), 'FROM scratch\n');
  const got = (path: string) =>
    `in ${localSource}, got '${path}', which it does not have. Correct the path, or name the folder of the source as \`localSource\`.`;
  for (const textOf of Object.values(systems)) {
    expect(() => textOf({ localSource, context: 'wbe' })).toThrow(
      new Error(`\`context\` must be a folder ${got('wbe')}`),
    );
    expect(() => textOf({ localSource })).toThrow(new Error(`\`dockerfile\` must be a file ${got('Dockerfile')}`));
    expect(textOf({ localSource, context: 'web' })).toBe(textOf({ context: 'web' }));
  }
  rmSync(localSource, { recursive: true });
});

const word = fc.stringMatching(/^[a-z][a-z0-9]{5,12}$/);

test('any value of a description is in the text of each system', () => {
  const drawn = fc.record({
    context: word,
    target: word,
    buildArgs: fc.dictionary(word, word, { minKeys: 1, maxKeys: 3 }),
    labels: fc.dictionary(word, word, { minKeys: 1, maxKeys: 3 }),
    artifacts: fc.uniqueArray(word, { minLength: 1, maxLength: 3 }),
    commandsBeforeBuild: fc.array(word, { minLength: 1, maxLength: 3 }),
    commandsAfterPush: fc.array(word, { minLength: 1, maxLength: 3 }),
    lfs: fc.boolean(),
    submodules: fc.boolean(),
  });
  fc.assert(
    fc.property(drawn, fc.constantFrom(...names), (description, system) => {
      const text = valueIn(system, description);
      const { context, target, buildArgs, labels, artifacts, commandsBeforeBuild, commandsAfterPush } = description;
      const pairs = [...Object.entries(buildArgs), ...Object.entries(labels)].map(
        ([name, value]) => `${name}=${value}`,
      );
      for (const value of [context, target, ...pairs, ...artifacts, ...commandsBeforeBuild, ...commandsAfterPush]) {
        expect(text).toContain(value);
      }
    }),
    { numRuns: 16 },
  );
});

const plainSecret = 'ghp_0123456789abcdef0123456789abcdef0123';

test.each<[string, () => Description, RegExp]>([
  [
    'a registry twice',
    () => ({ registries: [quay, quay] }),
    /^`registries\[1\]` must be listed once, got quay\.io again/,
  ],
  ['a secret as an argument', () => ({ buildArgs: { A: plainSecret } }), /^`buildArgs\.A` must not (be|have) a secret/],
  [
    'a secret as a variable',
    () => ({ environmentVariables: { A: plainSecret } }),
    /^`environmentVariables\.A` must not (be|have) a secret/,
  ],
  ['a secret as a label', () => ({ labels: { a: plainSecret } }), /^`labels\.a` must not (be|have) a secret/],
  [
    'a secret in a command',
    () => ({ commandsAfterPush: [`curl -u a:${plainSecret}`] }),
    /^`commandsAfterPush\[0\]` must not have a secret/,
  ],
  [
    'an empty command',
    () => ({ commandsBeforeBuild: [' '] }),
    /^`commandsBeforeBuild\[0\]` must be a command, got ' '/,
  ],
  ['an empty list of tests', () => ({ tests: [] }), /^`tests` must list at least one value, got an empty list/],
  [
    'an empty test command',
    () => ({ tests: [ImageTests.ofImage([''])] }),
    /^`commands\[0\]` must be a command, got ''/,
  ],
  [
    'a context outside of the source',
    () => ({ context: '../x' }),
    /^`context` must be a path within the source, got '\.\.\/x'/,
  ],
  [
    'an artifact outside of the source',
    () => ({ artifacts: ['/etc/passwd'] }),
    /^`artifacts\[0\]` must be a path within the source, got '\/etc\/passwd'/,
  ],
  ['a tag twice', () => ({ tags: [ImageTag.commit(), ImageTag.commit()] }), /^`tags(\[1\])?` must/],
  ['a platform twice', () => ({ platforms: [Platform.LINUX_AMD64, Platform.LINUX_AMD64] }), /^`platforms/],
  ['a mount that no Dockerfile can name', () => ({ secrets: { 'a,b': npm } }), /^`secrets/],
])('each system refuses %s, in the same words', (_, description, message) => {
  const messages = names.map((system) => {
    try {
      return `accepted by ${system}: ${valueIn(system, description()).length}`;
    } catch (error) {
      return (error as Error).message;
    }
  });
  for (const each of messages) expect(each).toMatch(message);
});
