import { Platform } from 'aws-cdk-lib/aws-ecr-assets';
import { ImageBuilder } from '../../lib/build/image-builder';
import { type ImageBuildProjectProps } from '../../lib/build/image-build-project';
import { ImageCache } from '../../lib/build/image-cache';
import { ImageSource } from '../../lib/build/source/image-source';
import { shellCheck } from '../shell-check';
import { type Buildspec, synthesizedBuildspec } from './build-run';

const both = [Platform.LINUX_AMD64, Platform.LINUX_ARM64];
const variants: [string, Partial<ImageBuildProjectProps>][] = [
  ['buildx', {}],
  ['two platforms', { platforms: both }],
  ['a pipeline', { source: ImageSource.codePipeline() }],
  ['Earthly', { builder: ImageBuilder.earthly({ target: 'docker' }) }],
  ['a script', { builder: ImageBuilder.script(['docker build --tag "$IMAGE_URI" .', 'docker push "$IMAGE_URI"']) }],
];
const commandsOf = ({ phases }: Buildspec) => Object.values(phases).flatMap(({ commands }) => commands);

describe.each(variants)('%s', (_, props) => {
  const buildspec = synthesizedBuildspec(props);

  test('nothing runs after the build, since CodeBuild runs post_build after a failed build too', () => {
    expect(buildspec.version).toBe('0.2');
    expect(Object.keys(buildspec.phases)).toEqual(['pre_build', 'build']);
  });

  test('later stages learn tags, addresses and the digest', () => {
    expect(buildspec.env).toEqual({
      shell: 'bash',
      'exported-variables': [
        'IMAGE_TAG',
        'IMAGE_TAGS',
        'IMAGE_URI',
        'IMAGE_URI_BY_DIGEST',
        'IMAGE_DIGEST',
        'IMAGE_REVISION',
      ],
    });
  });

  test('every command stops at the first failure, in a pipe too, and at an unset variable', () => {
    expect(commandsOf(buildspec).filter((command) => !command.startsWith('set -euo pipefail\n'))).toEqual([]);
  });
});

test('ShellCheck finds nothing in any command, down to matters of style', () => {
  const commands = new Set(variants.flatMap(([, props]) => commandsOf(synthesizedBuildspec(props))));
  expect(commands.size).toBeGreaterThan(8);
  const found = [...commands].map((command) => shellCheck(`# shellcheck shell=bash\n${command}\n`));
  expect(found.flat()).toEqual([]);
});

test('B15: no value is in the text itself: the same text serves every project', () => {
  const other = synthesizedBuildspec({
    dockerfile: 'x.Dockerfile',
    context: 'x',
    target: 'x',
    buildArgs: { X: 'x' },
    labels: { x: 'x' },
    cache: undefined,
    projectName: 'other',
    platforms: [Platform.LINUX_ARM64],
  });
  expect(other).toEqual(synthesizedBuildspec());
  expect(JSON.stringify(other)).not.toMatch(/amazonaws|\d{12}|jwt-pizza|linux\//);
});

test('CodeBuild keeps the folder of a local cache, and no other', () => {
  expect(synthesizedBuildspec({ cache: ImageCache.local() }).cache).toEqual({
    paths: ['/root/.image-build-cache/**/*'],
  });
  expect(synthesizedBuildspec().cache).toBeUndefined();
});
