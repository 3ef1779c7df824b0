import { createHash } from 'node:crypto';

import { Platform } from 'aws-cdk-lib/aws-ecr-assets';
import { Repository } from 'aws-cdk-lib/aws-ecr';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { ImageCompatibility, ImageProvenance } from '../../lib/build-input/attestations';
import { BuildSecret } from '../../lib/build-input/build-secret';
import { ImageBuilder } from '../../lib/build/image-builder';
import { type ImageBuildProjectProps } from '../../lib/build/image-build-project';
import { ImageCache } from '../../lib/build/image-cache';
import { newStack } from '../synthesis';
import { program } from './build-programs';
import { type BuildRun, commit, digestOf, runBuild, uri } from './build-run';

const buildOf = ({ calls }: BuildRun) => calls.find(([, , verb]) => verb === 'build')?.slice(3) ?? [];
const output = `type=image,name=${uri},push-by-digest=true,name-canonical=true,push=true`;
const valuesOf = (call: string[], option: string) => call.filter((_, index) => call[index - 1] === option);

describe('buildx', () => {
  test('receives arguments, labels, secrets and the stage', () => {
    const secret = Secret.fromSecretNameV2(newStack(), 'Secret', 'npm');
    const build = buildOf(
      runBuild({
        props: {
          buildArgs: { VERSION: '1 2', BASE: 'public.ecr.aws/x:1' },
          labels: { 'org.opencontainers.image.title': 'Pizza "service"' },
          secrets: { npm: BuildSecret.fromSecretsManager(secret), 'other.one': BuildSecret.fromSecretsManager(secret) },
          target: 'production',
        },
        variables: { CODEBUILD_SOURCE_REPO_URL: 'https://github.com/acme/app.git' },
      }),
    );
    expect(valuesOf(build, '--build-arg')).toEqual(['VERSION=1 2', 'BASE=public.ecr.aws/x:1']);
    expect(valuesOf(build, '--label')).toEqual([
      `org.opencontainers.image.revision=${commit}`,
      'org.opencontainers.image.source=https://github.com/acme/app',
      'org.opencontainers.image.title=Pizza "service"',
    ]);
    expect(valuesOf(build, '--secret')).toEqual([
      'id=npm,env=BUILD_SECRET_VALUE_00',
      'id=other.one,env=BUILD_SECRET_VALUE_01',
    ]);
    expect(valuesOf(build, '--target')).toEqual(['production']);
  });

  test.each(['https://user:word@example.com/app', 'arn:aws:s3:::bucket/app.zip', 'http://example.com/app'])(
    'labels the image with no source like %s',
    (address) => {
      const build = buildOf(runBuild({ variables: { CODEBUILD_SOURCE_REPO_URL: address } }));
      expect(valuesOf(build, '--label')).toEqual([`org.opencontainers.image.revision=${commit}`]);
    },
  );

  test.each<[string, Partial<ImageBuildProjectProps>, string[]]>([
    [
      'says from what and with what it was made',
      {},
      ['mode=min', 'generator=mirror.gcr.io/docker/buildkit-syft-scanner:stable-1', output],
    ],
    ['says all of it', { provenance: ImageProvenance.MAX, sbom: false }, ['mode=max', 'false', output]],
    ['says nothing', { provenance: ImageProvenance.NONE, sbom: false }, ['false', 'false', output]],
    [
      'is one manifest in the format that Lambda takes',
      { compatibility: ImageCompatibility.LAMBDA },
      ['false', 'false', `${output},oci-mediatypes=false`],
    ],
    [
      'is one manifest for Lambda, where no attestations are asked for, too',
      { compatibility: ImageCompatibility.LAMBDA, provenance: ImageProvenance.NONE, sbom: false },
      ['false', 'false', `${output},oci-mediatypes=false`],
    ],
  ])('an image %s', (_, props, expected) => {
    const build = buildOf(runBuild({ props }));
    expect(['--provenance', '--sbom', '--output'].flatMap((option) => valuesOf(build, option))).toEqual(expected);
  });

  test('layers go to a repository, a tag for each platform', () => {
    const repository = Repository.fromRepositoryArn(
      newStack(),
      'Cache',
      'arn:aws:ecr:eu-west-1:123456789012:repository/x',
    );
    const props = { cache: ImageCache.registry(repository), platforms: [Platform.LINUX_ARM64] };
    const build = buildOf(runBuild({ props }));
    const cache =
      'type=registry,ref=123456789012.dkr.ecr.eu-west-1.amazonaws.com/x:cache-linux-arm64-jwt-pizza-service';
    expect(valuesOf(build, '--cache-from')).toEqual([cache]);
    expect(valuesOf(build, '--cache-to')).toEqual([
      `${cache},mode=max,image-manifest=true,oci-mediatypes=true,ignore-error=true`,
    ]);
  });

  describe('layers in a folder', () => {
    const local = { props: { cache: ImageCache.local() }, variables: { CACHE_FOLDER: 'cache' } };
    const to = ['type=local,dest=cache.new,mode=max,ignore-error=true'];

    test('are kept there', () => {
      const run = runBuild(local);
      const build = buildOf(run);
      expect([valuesOf(build, '--cache-from'), valuesOf(build, '--cache-to')]).toEqual([[], to]);
      expect(run.cached).toEqual({ 'index.json': 'new\n' });
    });

    test('are used, and replaced as a whole, so that the folder does not grow', () => {
      const run = runBuild({ ...local, files: { 'cache/index.json': 'old', 'cache/layer': 'old' } });
      const build = buildOf(run);
      expect([valuesOf(build, '--cache-from'), valuesOf(build, '--cache-to')]).toEqual([['type=local,src=cache'], to]);
      expect(run.cached).toEqual({ 'index.json': 'new\n' });
    });

    test('stay unchanged if the build fails', () => {
      const run = runBuild({ ...local, files: { 'cache/index.json': 'old' }, failing: 'build' });
      expect([run.succeeded, run.cached]).toEqual([false, { 'index.json': 'old' }]);
    });
  });

  test('no default builder comes from Docker Hub', () => {
    const run = runBuild({ props: { platforms: [Platform.LINUX_AMD64, Platform.LINUX_ARM64], emulation: true } });
    const words = run.calls.flat().join('\n');
    expect(words).not.toMatch(/docker\.io|=moby|=docker\/|^tonistiigi/m);
    expect(words.match(/(public\.ecr\.aws|mirror\.gcr\.io)\//g)).toHaveLength(3);
  });

  test('the builders are the given ones', () => {
    const digest = `@sha256:${'a'.repeat(64)}`;
    const builder = ImageBuilder.buildx({
      buildKitImage: `example.com/buildkit${digest}`,
      sbomGeneratorImage: 'example.com:5000/sbom:1',
      emulatorImage: 'example.com/binfmt:1',
    });
    const platforms = [Platform.LINUX_AMD64, Platform.LINUX_ARM64];
    const run = runBuild({ props: { builder, platforms, emulation: true } });
    expect(valuesOf(run.calls.find(([, , verb]) => verb === 'create') ?? [], '--driver-opt')).toEqual([
      `image=example.com/buildkit${digest}`,
    ]);
    expect(valuesOf(buildOf(run), '--sbom')).toEqual(['generator=example.com:5000/sbom:1']);
    expect(run.calls.find(([, verb]) => verb === 'run')).toContain('example.com/binfmt:1');
  });
});

describe('Earthly', () => {
  const earthly = (run: BuildRun) => run.calls.find(([program]) => program === 'earthly')?.slice(1) ?? [];
  const props = { builder: ImageBuilder.earthly({ target: 'docker' }), platforms: [Platform.LINUX_ARM64] };

  test('builds and pushes the target, with the given name', () => {
    const run = runBuild({ props: { ...props, buildArgs: { VERSION: '1 2' } } });
    expect({ succeeded: run.succeeded, log: run.log }).toMatchObject({ succeeded: true });
    expect(earthly(run)).toEqual([
      ...['--push', '--platform', 'linux/arm64', '+docker'],
      ...[`--IMAGE=${uri}:${commit}`, '--VERSION=1 2'],
    ]);
    expect(run.exported).toMatchObject({ IMAGE_DIGEST: digestOf('an image of Earthly'), IMAGE_TAGS: commit });
  });

  test('gets secrets as files, never as arguments', () => {
    const npm = BuildSecret.fromSecretsManager(Secret.fromSecretNameV2(newStack(), 'Secret', 'npm'));
    const run = runBuild({ props: { ...props, secrets: { npm } }, variables: { BUILD_SECRET_VALUE_00: 'hush' } });
    expect(valuesOf(earthly(run), '--secret-file')).toEqual([expect.stringMatching(/^npm=.*\/00$/)]);
    expect(run.calls.flat().join()).not.toContain('hush');
  });

  test.each<[string, string, boolean]>([
    ['runs where it has the checksum that is given', program, true],
    ['does not run with another checksum', 'another program', false],
  ])('is downloaded if it is missing, and %s', (_, expected, runs) => {
    const sha256 = createHash('sha256').update(expected).digest('hex');
    const builder = ImageBuilder.earthly({ target: 'docker', version: '0.8.15', sha256 });
    const run = runBuild({ props: { ...props, builder }, without: ['earthly'] });
    const address = 'https://github.com/earthly/earthly/releases/download/v0.8.15/earthly-linux-arm64';
    expect(run.calls.find(([called]) => called === 'curl')?.at(-1)).toBe(address);
    expect([run.succeeded, earthly(run).includes('+docker')]).toEqual([runs, runs]);
  });

  test('fails the build if it is missing and no checksum is given', () => {
    const run = runBuild({ props, without: ['earthly'] });
    expect([run.succeeded, run.calls.some(([program]) => program === 'curl')]).toEqual([false, false]);
    expect(run.log).toContain('Earthly is not installed here: give its checksum');
  });

  test('does not run for a commit that has its image', () => {
    const run = runBuild({ props, images: { [commit]: 'the first image' } });
    expect([run.succeeded, earthly(run), run.exported.IMAGE_DIGEST]).toEqual([true, [], digestOf('the first image')]);
  });
});

describe('a script', () => {
  const push = 'docker buildx build --tag "$IMAGE_URI" --metadata-file /dev/null --push .';

  test('runs after the login with the names of the image, line by line in one shell', () => {
    const commands = ['name=x', 'cd /', 'echo "$name in $PWD for $IMAGE_PLATFORM"', push];
    const run = runBuild({ props: { builder: ImageBuilder.script(commands) } });
    expect(run.log).toContain('x in / for linux/amd64');
    expect([run.succeeded, run.exported.IMAGE_DIGEST]).toEqual([true, digestOf('an image')]);
  });

  test('ends at its first failure', () => {
    const run = runBuild({ props: { builder: ImageBuilder.script(['false', push]) } });
    expect([run.succeeded, buildOf(run)]).toEqual([false, []]);
  });

  test('fails if it pushed nothing', () => {
    const run = runBuild({ props: { builder: ImageBuilder.script(['true']) } });
    expect(run.succeeded).toBe(false);
    expect(run.log).toContain(`Nothing was pushed as ${uri}:${commit}`);
  });

  test('does not run for a commit that has its image', () => {
    const props = { builder: ImageBuilder.script(['echo never']) };
    const run = runBuild({ props, images: { [commit]: 'the first image' } });
    expect([run.succeeded, run.log.includes('never'), run.exported.IMAGE_DIGEST]).toEqual([
      true,
      false,
      digestOf('the first image'),
    ]);
  });
});

test('B14: a secret is in no argument of any program', () => {
  const npm = BuildSecret.fromSecretsManager(Secret.fromSecretNameV2(newStack(), 'Secret', 'npm'));
  const run = runBuild({ props: { secrets: { npm } }, variables: { BUILD_SECRET_VALUE_00: 'hush' } });
  expect([run.succeeded, run.calls.flat().join().includes('hush')]).toEqual([true, false]);
});
