import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Repository } from 'aws-cdk-lib/aws-ecr';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import * as fc from 'fast-check';
import { type DockerfileBuild, imagesOfDockerfile } from '../../lib/base-image/dockerfile-images';
import { ImageRegistry } from '../../lib/base-image/image-registry';
import { parts } from '../../lib/base-image/local-dockerfile';
import { RegistryCredentials } from '../../lib/base-image/registry-credentials';
import { RegistryMirror } from '../../lib/base-image/registry-mirror';
import { type ImageBuildProjectProps } from '../../lib/build/image-build-project';
import { addProject } from '../build/build-project';
import { account, newStack, region, warningsOf } from '../synthesis';

/** The images of a Dockerfile, with their lines. */
function imagesIn(text: string, build: Partial<DockerfileBuild> = {}): string[] {
  return imagesOfDockerfile(text, { buildArgs: {}, platform: 'linux/amd64', ...build }).map(
    ({ image, line, unknown }) => `${line}: ${image}${unknown === undefined ? '' : ` (${unknown} is unknown)`}`,
  );
}

describe('the images of a Dockerfile', () => {
  test('are those of FROM, COPY --from and mounts, and the frontend', () => {
    const text = [
      '# syntax=docker/dockerfile:1',
      'FROM --platform=$BUILDPLATFORM node:22 AS build',
      'COPY --from=quay.io/acme/tools:1 /a /a',
      'RUN --mount=type=bind,from=ghcr.io/acme/cache,target=/c \\',
      '  --mount=type=cache,target=/d make',
      'FROM scratch',
      'COPY --from=build /a /a',
      'COPY --from=0 /b /b',
    ].join('\n');
    expect(imagesIn(text)).toEqual([
      '1: docker/dockerfile:1',
      '2: node:22',
      '3: quay.io/acme/tools:1',
      '4: ghcr.io/acme/cache',
    ]);
  });

  test('have the values of their arguments', () => {
    const text = [
      'ARG REGISTRY=a.example.com VERSION',
      'ARG NAME=${REGISTRY}/base',
      'FROM $NAME:${VERSION:-1} AS one',
      'FROM ${NAME}${VERSION:+:$VERSION}',
      'COPY --from=one / /',
    ].join('\n');
    expect(imagesIn(text)).toEqual(['4: a.example.com/base', '3: a.example.com/base:1']);
    expect(imagesIn(text, { buildArgs: { VERSION: '2', REGISTRY: 'b.example.com' } })).toEqual([
      '4: b.example.com/base:$VERSION',
      '3: b.example.com/base:2',
    ]);
  });

  test('without a value for an argument are unknown', () => {
    expect(imagesIn('ARG BASE\nFROM ${BASE}/x')).toEqual(['2: ${BASE}/x (${BASE} is unknown)']);
    expect(imagesIn('FROM a\nARG BASE=x\nFROM $BASE')).toEqual(['3: $BASE ($BASE is unknown)']);
  });

  test('are only those of the stages that the target needs', () => {
    const text = 'FROM a.io/one AS one\nFROM b.io/two AS two\nFROM ONE AS three\nFROM c.io/four AS four';
    expect(imagesIn(text)).toEqual(['4: c.io/four']);
    expect(imagesIn(text, { target: 'Three' })).toEqual(['1: a.io/one']);
    expect(imagesIn(text, { target: 'two' })).toEqual(['2: b.io/two']);
  });

  test('depend on the platform', () => {
    const text = 'FROM a.io/x AS amd64\nFROM b.io/x AS arm64\nFROM ${TARGETARCH}';
    expect(imagesIn(text)).toEqual(['1: a.io/x']);
    expect(imagesIn(text, { platform: 'linux/arm64' })).toEqual(['2: b.io/x']);
  });

  test.each([
    ['lower case and a line that goes on', 'from \\\n  a.io/x', ['1: a.io/x']],
    ['another escape character', '# escape=`\nFROM `\n a.io/x', ['2: a.io/x']],
    ['a comment', '# FROM b.io/x\nFROM a.io/x', ['2: a.io/x']],
    ['a heredoc', 'FROM a.io/x\nCOPY <<EOF /f\nFROM b.io/x\nEOF\n', ['1: a.io/x']],
    ['Windows line ends', 'FROM a.io/x\r\nRUN true\r\n', ['1: a.io/x']],
    ['a later stage of its own name', 'FROM node AS node', ['1: node']],
    ['no stage', '', []],
    ['a FROM without an image', 'FROM', []],
  ])('are found with %s', (_, text, images) => {
    expect(imagesIn(text)).toEqual(images);
  });

  test('are found in any text, without an error', () => {
    const line = fc.oneof(
      fc.constantFrom('FROM a AS b', 'FROM $A', 'COPY --from=b x y', 'ARG A=$A', 'RUN --mount=from=', '# syntax='),
      fc.string(),
    );
    fc.assert(
      fc.property(fc.array(line), (lines) => {
        imagesIn(lines.join('\n'));
      }),
      { numRuns: 50 },
    );
  });
});

test.each([
  ['node', 'docker.io', 'library/node'],
  ['acme/app:1', 'docker.io', 'acme/app'],
  ['localhost/app', 'localhost', 'app'],
  ['reg:5000/app', 'reg:5000', 'app'],
  ['quay.io/acme/app@sha256:abc', 'quay.io', 'acme/app'],
  ['a.example.com:5000/b/c:1.2@sha256:abc', 'a.example.com:5000', 'b/c'],
])('the image %s is in %s as %s', (image, host, name) => {
  expect(parts(image)).toEqual({ host, name });
});

describe('a Dockerfile at hand', () => {
  const folder = mkdtempSync(join(tmpdir(), 'dockerfile-'));
  const localDockerfile = join(folder, 'Dockerfile');
  const host = `999999999999.dkr.ecr.${region}.amazonaws.com`;

  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  /** The warnings about base images of a project with this Dockerfile. */
  function warnings(text: string, props: Partial<ImageBuildProjectProps> = {}): string[] {
    writeFileSync(localDockerfile, text);
    const stack = newStack();
    const project = addProject(stack, { localDockerfile, ...props });
    return warningsOf(project).filter((warning) => warning.includes('starts from'));
  }
  const base = (name = 'base') =>
    Repository.fromRepositoryArn(newStack(), 'Base', `arn:aws:ecr:${region}:999999999999:repository/${name}`);

  test('fails when it starts from an image of ECR that the build may not pull', () => {
    const image = `${host}/base:1`;
    const message =
      `\`localDockerfile\` must start from images that the build may pull, got '${image}' in line 2 of ${localDockerfile}. ` +
      'Add its repository to `baseImages`.';
    expect(() => warnings(`ARG V=1\nFROM ${host}/base:$V`)).toThrow(new Error(message));
    expect(() => warnings(`ARG V=1\nFROM ${host}/base:$V`, { baseImages: [base('base-2')] })).toThrow(
      new Error(message),
    );
    expect(warnings(`ARG V=1\nFROM ${host}/base:$V`, { baseImages: [base()] })).toEqual([]);
  });

  test('fails when the image is in the repository that the build pushes to, which it may not pull', () => {
    expect(() => warnings(`FROM ${account}.dkr.ecr.${region}.amazonaws.com/jwt-pizza-service`)).toThrow(
      /must start from images that the build may pull/,
    );
  });

  test('fails when an image is copied from, by another stage or platform', () => {
    expect(() => warnings(`FROM scratch\nCOPY --from=${host}/tools /a /a`, { baseImages: [base()] })).toThrow(
      /in line 2/,
    );
  });

  test('passes images in a pull-through cache, and public ones', () => {
    const mirrors = [RegistryMirror.pullThroughCache('docker.io', 'docker-hub')];
    const cached = `${account}.dkr.ecr.${region}.amazonaws.com/docker-hub/library/node`;
    expect(warnings(`FROM ${cached}\nCOPY --from=node:22 / /\nCOPY --from=ghcr.io/a/b / /`, { mirrors })).toEqual([]);
  });

  test('warns of images in a registry without public images, unless the build has credentials', () => {
    const text = 'FROM acme.azurecr.io/base:1';
    expect(warnings(text)).toEqual([
      expect.stringContaining(
        `Line 1 of ${localDockerfile} starts from 'acme.azurecr.io/base:1', and the build has no credentials for acme.azurecr.io. ` +
          'If the image is private, add the registry to `registries`.',
      ),
    ]);
    const secret = Secret.fromSecretNameV2(newStack(), 'Secret', 'ci/acr');
    const registries = [ImageRegistry.host('acme.azurecr.io', RegistryCredentials.fromSecretsManager(secret))];
    expect(warnings(text, { registries })).toEqual([]);
  });

  test('warns of images whose variable has no value', () => {
    expect(warnings('ARG BASE\nFROM $BASE')).toEqual([
      expect.stringContaining(
        "starts from '$BASE', and '$BASE' has no value at synth. Whether the build may pull it was not checked.",
      ),
    ]);
    expect(warnings('ARG BASE\nFROM $BASE', { buildArgs: { BASE: 'node' } })).toEqual([]);
  });

  test('fails when it is not there', () => {
    expect(() => addProject(newStack(), { localDockerfile: join(folder, 'none') })).toThrow(
      new Error(
        `\`localDockerfile\` must be the path of a Dockerfile on this machine, got '${join(folder, 'none')}', which cannot be read. ` +
          'It is relative to the folder that the app runs in.',
      ),
    );
  });
});
