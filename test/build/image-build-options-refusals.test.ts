import { App, SecretValue, Stack } from 'aws-cdk-lib';
import { CfnRepository, Repository, TagMutability } from 'aws-cdk-lib/aws-ecr';
import { Platform } from 'aws-cdk-lib/aws-ecr-assets';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { ImageCompatibility, ImageProvenance } from '../../lib/build-input/attestations';
import { BuildSecret } from '../../lib/build-input/build-secret';
import { type EarthlyOptions, ImageBuilder } from '../../lib/build/image-builder';
import { type ImageBuildProjectProps } from '../../lib/build/image-build-project';
import { ImageCache } from '../../lib/build/image-cache';
import { ImageTag } from '../../lib/naming/image-tag';
import { ImageRepository } from '../../lib/repository/image-repository';
import { newStack } from '../synthesis';
import { addProject } from './build-project';

const adding =
  (props: Partial<ImageBuildProjectProps>, stack = newStack()) =>
  () =>
    addProject(stack, props);
const both = [Platform.LINUX_AMD64, Platform.LINUX_ARM64];
const secret = () =>
  BuildSecret.fromSecretsManager(Secret.fromSecretNameV2(new Stack(new App(), 'S'), 'Secret', 'npm'));

const readable = 'Anyone who can pull the image can read it. Mount it with `secrets` instead';

test.each(['NPM_TOKEN', 'npmToken', 'DB_PASSWORD', 'SECRET', 'API_KEY', 'AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'])(
  'B14: fails when a build argument is named like a secret: %s',
  (name) => {
    expect(adding({ buildArgs: { OTHER: 'x', [name]: 'x' } })).toThrow(
      new Error(`\`buildArgs.${name}\` must not be a secret, got one by its name. ${readable}`),
    );
  },
);

test.each<[string, string]>([
  ['a token of GitHub', 'ghp_1234567890'],
  ['a key of AWS', 'AKIAIOSFODNN7EXAMPLE'],
  ['an address with a password', 'https://user:word@example.com'],
  ['a private key', '-----BEGIN RSA PRIVATE KEY-----'],
  ['a reference to a secret', '{{resolve:secretsmanager:npm}}'],
  ['a reference to a secure parameter', '{{resolve:ssm-secure:/npm:1}}'],
  ['a secret of CDK', SecretValue.secretsManager('npm').unsafeUnwrap()],
])('B14: fails when a build argument or a label is %s', (_, value) => {
  const problem = `must not be a secret, got a text that looks like one. ${readable}`;
  expect(adding({ buildArgs: { A: value } })).toThrow(new Error(`\`buildArgs.A\` ${problem}`));
  expect(adding({ labels: { a: value } })).toThrow(new Error(`\`labels.a\` ${problem}`));
});

test.each(['PUBLIC_KEY', 'TOKEN_URL', 'SECRETARY', 'VERSION'])('takes a build argument named %s', (name) => {
  expect(adding({ buildArgs: { [name]: 'x' } })).not.toThrow();
});

test.each<[string, Partial<ImageBuildProjectProps>, string]>([
  ...[' ', 'A B', '1A', 'A=B', '--x', '$(x)', 'A\n'].map((name): [string, Partial<ImageBuildProjectProps>, string] => [
    `a build argument is named '${name}'`,
    { buildArgs: { [name]: 'x' } },
    `\`buildArgs\` must have the name of a build argument as each key, got '${name.replace('\n', '\\n')}'`,
  ]),
  ...['', 'a b', '.a', 'a=b', 'a.', '$(x)'].map((key): [string, Partial<ImageBuildProjectProps>, string] => [
    `a label is named '${key}'`,
    { labels: { [key]: 'x' } },
    `\`labels\` must have the key of a label, like 'org.opencontainers.image.title' as each key, got '${key}'`,
  ]),
  ...['', 'a,src=/etc/passwd', '../x', '-', 'a b', 'x'.repeat(65)].map(
    (id): [string, Partial<ImageBuildProjectProps>, string] => [
      `a secret is named '${id}'`,
      { secrets: { [id]: secret() } },
      `\`secrets\` must have the id of a secret as each key, got '${id}'`,
    ],
  ),
  [
    'a build argument is two lines',
    { buildArgs: { A: 'x\ny' } },
    "`buildArgs.A` must be one line of text, got 'x\\ny'",
  ],
  ['a label is two lines', { labels: { a: 'x\ny' } }, "`labels.a` must be one line of text, got 'x\\ny'"],
  [
    'the stage is an option',
    { target: '--push' },
    "`target` must be the name of a stage, got '--push'. Use only letters, digits and '._-'",
  ],
  [
    'the stage holds a command',
    { target: 'a;id' },
    "`target` must be the name of a stage, got 'a;id'. Use only letters, digits and '._-'",
  ],
  ['no tag is named', { tags: [] }, '`tags` must list at least one value, got an empty list'],
  [
    'a tag is named twice',
    { tags: [ImageTag.commit(), ImageTag.fixed('a'), ImageTag.fixed('a')] },
    "`tags[2]` must be listed once, got 'fixed:a' again",
  ],
  [
    'there are too many tags',
    { tags: Array.from({ length: 21 }, (_, index) => ImageTag.fixed(`t${index}`)) },
    '`tags` must list at most 20 tags, got 21',
  ],
  [
    'one platform would be emulated',
    { emulation: true },
    '`emulation` must not be set with one platform, got linux/amd64. A machine of that platform builds the image.',
  ],
  [
    'an image for Lambda has two platforms',
    { compatibility: ImageCompatibility.LAMBDA, platforms: both },
    '`platforms` must be one platform with `compatibility` Lambda, got linux/amd64 and linux/arm64. Lambda does not accept an index.',
  ],
  [
    'an image for Lambda has a provenance',
    { compatibility: ImageCompatibility.LAMBDA, provenance: ImageProvenance.MIN },
    '`provenance` must not be set with `compatibility` Lambda, got both. Lambda does not accept an index.',
  ],
  [
    'an image for Lambda has a list of packages',
    { compatibility: ImageCompatibility.LAMBDA, sbom: true },
    '`sbom` must not be set with `compatibility` Lambda, got both. Lambda does not accept an index.',
  ],
])('fails when %s', (_, props, message) => {
  expect(adding(props)).toThrow(new Error(message));
});

describe.each<['earthly' | 'script', ImageBuilder]>([
  ['earthly', ImageBuilder.earthly({ target: 'docker' })],
  ['script', ImageBuilder.script(['true'])],
])('with the builder %s', (kind, builder) => {
  test.each<Partial<ImageBuildProjectProps>>([
    { dockerfile: 'x' },
    { target: 'x' },
    { labels: {} },
    { cache: ImageCache.local() },
    { provenance: ImageProvenance.MIN },
    { sbom: false },
    { compatibility: ImageCompatibility.OCI },
    { emulation: false },
  ])('fails when it would not support %p', (props) => {
    const [option = ''] = Object.keys(props);
    expect(adding({ ...props, builder })).toThrow(new Error(`\`${option}\` requires the builder buildx, got ${kind}`));
  });

  test('fails when there are two platforms', () => {
    expect(adding({ builder, platforms: both })).toThrow(
      new Error(
        `\`platforms\` must be one platform with the builder ${kind}, got linux/amd64 and linux/arm64. Make a project for each platform.`,
      ),
    );
  });
});

test('fails when a command of a script has a secret', () => {
  expect(() => ImageBuilder.script(['true', 'docker login -p ghp_0123456789abcdefABCDEF'])).toThrow(
    new Error(
      '`commands[1]` must not have a secret, got a text that looks like one. Anyone who can read the project can read it.',
    ),
  );
});

test('fails when a script has secrets, which have no names there', () => {
  expect(adding({ builder: ImageBuilder.script(['true']), secrets: { npm: secret() } })).toThrow(
    new Error('`secrets` requires the builder buildx or earthly, got script'),
  );
});

describe('a tag that moves', () => {
  const repositoryWith = (stack: Stack, mutableTags?: string[]) =>
    new ImageRepository(stack, 'Images', { repositoryName: 'images', mutableTags });
  const project = (tags: ImageTag[], mutableTags?: string[]) => {
    const stack = newStack();
    return adding({ repository: repositoryWith(stack, mutableTags), tags }, stack);
  };

  test.each<[string, string[] | undefined, string]>([
    ['all tags are immutable', undefined, 'latest'],
    ['other tags may move', ['edge', 'x-*'], 'latest'],
    ['a longer tag may move', ['latest-*'], 'latest'],
    ['a period is no wildcard', ['v1.0'], 'v1x0'],
  ])('fails when %s', (_, mutableTags, tag) => {
    expect(project([ImageTag.commit(), ImageTag.fixed(tag)], mutableTags)).toThrow(
      new Error(
        `\`tags[1]\` must be a tag that the repository lets move, got '${tag}'. Add it to the repository's mutableTags`,
      ),
    );
  });

  test.each([['latest'], ['la*'], ['*test'], ['l*t*t']])(
    'may move if the repository has the exclusion %s',
    (filter) => {
      expect(project([ImageTag.fixed('latest')], [filter])).not.toThrow();
    },
  );

  test.each<[string, string[] | undefined, string, string]>([
    ['all tags are immutable', undefined, '', "Give a prefix like 'branch-', and add 'branch-*'"],
    ['one tag may move', ['latest'], '', "Give a prefix like 'branch-', and add 'branch-*'"],
    ['tags of another prefix may move', ['x-*'], 'b-', "Add 'b-*'"],
  ])('fails when it is a branch and %s', (_, mutableTags, prefix, remedy) => {
    expect(project([ImageTag.branch(prefix)], mutableTags)).toThrow(
      new Error(
        `\`tags[0]\` must be tags that the repository lets move, got '${prefix}*'. ${remedy} to the repository's ` +
          'mutableTags',
      ),
    );
  });

  test.each<[string, string[]]>([
    ['b-', ['b-*']],
    ['b-x', ['b-*']],
    ['b-', ['b-x*']],
    ['', ['b-*']],
  ])('may be a branch after %p if the repository has the exclusions %p', (prefix, mutableTags) => {
    expect(project([ImageTag.branch(prefix)], mutableTags)).not.toThrow();
  });

  test('passes if the repository is unknown, or if all its tags may move', () => {
    const stack = newStack();
    const tags = [ImageTag.fixed('latest'), ImageTag.branch()];
    const repository = new Repository(stack, 'Mutable', { imageTagMutability: TagMutability.MUTABLE });
    expect(adding({ tags })).not.toThrow();
    expect(adding({ tags, repository }, stack)).not.toThrow();
  });

  test('fails when the repository of CDK itself is immutable', () => {
    const stack = newStack();
    const repository = new Repository(stack, 'Fixed', { imageTagMutability: TagMutability.IMMUTABLE });
    expect(repository.node.defaultChild).toBeInstanceOf(CfnRepository);
    expect(adding({ tags: [ImageTag.fixed('latest')], repository }, stack)).toThrow('lets move');
  });
});

test('fails when the tag of the cache may not move', () => {
  const stack = newStack();
  const repository = new ImageRepository(stack, 'Cache', {
    repositoryName: 'cache',
    mutableTags: ['cache-linux-amd64-*'],
  });
  const props = { cache: ImageCache.registry(repository) };
  expect(adding(props, stack)).not.toThrow();
  expect(adding({ ...props, platforms: both }, newStack())).toThrow(
    new Error(
      "`cache` must be in a repository whose tag 'cache-linux-arm64-jwt-pizza-service' may move, got one that is immutable. Add 'cache-*' " +
        'to its mutableTags.',
    ),
  );
});

const image = "must be an image with its registry, like 'public.ecr.aws/team/image:1' or '...@sha256:...', got";

test.each<[string, string, string]>([
  ['has no registry', 'moby/buildkit:1', "'moby/buildkit:1'"],
  [
    'has no tag',
    'example.com/x',
    "'example.com/x'. 'latest' may be another image tomorrow. Name a version or a digest",
  ],
  [
    'is the latest',
    'example.com/x:latest',
    "'example.com/x:latest'. 'latest' may be another image tomorrow. Name a version or a digest",
  ],
  ['holds a comma', 'example.com/x:1,network=host', "'example.com/x:1,network=host'"],
  ['is an option', '--privileged', "'--privileged'"],
  ['holds a command', 'example.com/x:1;id', "'example.com/x:1;id'"],
  ['has half a digest', 'example.com/x@sha256:abc', "'example.com/x@sha256:abc'"],
])('B19: fails when the image of a builder %s', (_, value, problem) => {
  for (const option of ['buildKitImage', 'sbomGeneratorImage', 'emulatorImage']) {
    expect(() => ImageBuilder.buildx({ [option]: value })).toThrow(new Error(`\`${option}\` ${image} ${problem}`));
  }
  expect(() => ImageBuilder.earthly({ target: 'x', buildKitImage: value })).toThrow(
    new Error(`\`buildKitImage\` ${image} ${problem}`),
  );
});

const target = "`target` must be a target of the Earthfile, like 'docker', got";
const letters = "Write a letter, then letters, digits and '._-', without the '+'";

test.each<[string, Partial<EarthlyOptions>, string]>([
  ['target has a plus', { target: '+docker' }, `${target} '+docker'. ${letters}`],
  ['target is an option', { target: '--x' }, `${target} '--x'. ${letters}`],
  ['target is of another Earthfile', { target: './x+y' }, `${target} './x+y'. ${letters}`],
  ['target is empty', { target: '' }, `${target} an empty text`],
  ['version has a v', { version: 'v0.8.16' }, "`version` must be a version of Earthly, like '0.8.16', got 'v0.8.16'"],
  ['version is a path', { version: '../x' }, "`version` must be a version of Earthly, like '0.8.16', got '../x'"],
  [
    'checksum is short',
    { sha256: 'abc' },
    "`sha256` must be a SHA-256 checksum, got 'abc'. Write it as 64 digits and letters a to f, in lower case",
  ],
])("fails when Earthly's %s", (_, options, message) => {
  expect(() => ImageBuilder.earthly({ target: 'docker', ...options })).toThrow(new Error(message));
});

test.each<[string, string[], string]>([
  ['has no command', [], '`commands` must list at least one value, got an empty list'],
  ['has an empty command', ['true', ' '], '`commands[1]` must be a command, got an empty text'],
])('fails when a script %s', (_, commands, message) => {
  expect(() => ImageBuilder.script(commands)).toThrow(new Error(message));
});

test.each<[string, () => ImageTag, string]>([
  [
    'a fixed tag is a command',
    () => ImageTag.fixed('$(x)'),
    "`tag` must be an image tag, got '$(x)'. Use letters, digits, '_', '.' and '-', and do not start with '.' or '-'",
  ],
  [
    'a fixed tag is too long',
    () => ImageTag.fixed('x'.repeat(129)),
    '`tag` must be an image tag, got 129 characters. A tag has at most 128',
  ],
  [
    'a prefix is a pattern',
    () => ImageTag.branch('b-*'),
    "`prefix` must be a tag prefix, got 'b-*'. A prefix does not contain '*'. Write a pattern instead",
  ],
])('fails when %s', (_, making, message) => {
  expect(making).toThrow(new Error(message));
});

test('fails when the key of a secret names a version of it', () => {
  const stack = newStack();
  expect(() => BuildSecret.fromSecretsManager(Secret.fromSecretNameV2(stack, 'S', 'npm'), 'token:AWSPREVIOUS')).toThrow(
    new Error(
      "`jsonKey` must be a key of a JSON object, got 'token:AWSPREVIOUS'. CodeBuild does not accept a key with a colon",
    ),
  );
});
