import { type ImageTests } from '../testing/image-tests';
import { buildStageForCheck, copySource, loadImage } from './buildspec/commands';

/**
 * The commands that test an image before it is pushed. The first copies the source, and each of the others runs one element of `tests`. The
 * commands of the user run in a subshell, so that they change no variable of the build, and do not get the secrets of the image.
 */
export function testCommands(tests: readonly ImageTests[]): string[] {
  return tests.length === 0 ? [] : [copySource, ...tests.map(testCommand)];
}

function testCommand(test: ImageTests, index: number): string {
  const functions = test._subject === 'source' ? [] : loadImage;
  return ['set -euo pipefail', ...functions, ...testLines(test, index)].join('\n');
}

/**
 * The lines that run one element of `tests`. They take the function `load_image`, unless it is of the source.
 *
 * @param hidden the variables that its commands must not get, in addition to the secrets of the build.
 */
export function testLines(
  { _subject: subject, _commands: commands }: ImageTests,
  index: number,
  hidden: readonly string[] = [],
): string[] {
  const run = [
    '(',
    'for name in "${!BUILD_SECRET_VALUE_@}"',
    'do unset "$name"',
    'done',
    ...(hidden.length > 0 ? [`unset ${hidden.join(' ')}`] : []),
    ...(subject === 'source' ? [] : ['export IMAGE IMAGE_PLATFORM="$platform"']),
    ...commands,
    ')',
  ];
  const body = subject === 'source' ? run : forEachPlatform(subject === 'stage' ? stageOf(index) : '', run);
  return ['if [[ -z "$IMAGE_DIGEST" && -z "${PLATFORM_BUILDS:-}" ]]; then', ...body, 'fi'];
}

/** The commands of the tests of a pull request, in a project that pushes nothing. The image is built already as `$IMAGE`. */
export function checkTestCommands(tests: readonly ImageTests[]): string[] {
  return tests.map(({ _subject: subject, _commands: commands }, index) => {
    const stage = subject === 'stage' ? [`TEST_STAGE="$${stageVariable(index)}"`, buildStageForCheck] : [];
    const image = subject === 'stage' ? ['export IMAGE="$IMAGE-stage-$TEST_STAGE"'] : [];
    return ['set -euo pipefail', ...stage, '(', ...image, ':', ...commands, ')'].join('\n');
  });
}

function forEachPlatform(stage: string, run: readonly string[]): string[] {
  return ['for platform in ${IMAGE_PLATFORM//,/ }; do', `load_image "$platform"${stage}`, ...run, 'done'];
}

function stageOf(index: number): string {
  return ` "$${stageVariable(index)}"`;
}

/** The variables that name the stages of tests, so that no name can become a command. */
export function testVariables(tests: readonly ImageTests[]): Record<string, string> {
  return Object.fromEntries(
    tests.flatMap(({ _stage: stage }, index) => (stage === undefined ? [] : [[stageVariable(index), stage]])),
  );
}

function stageVariable(index: number): string {
  return `TEST_STAGE_${String(index).padStart(2, '0')}`;
}
