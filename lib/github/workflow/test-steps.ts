import { shellScript } from '../../private/text/shell-script';
import { type ImageTests } from '../../testing/image-tests';
import { testedBuildStep } from './build-step';
import { unlessFound } from './tag-steps';
import { compareWithTested } from './scripts';
import { imageName, shellStep, type WorkflowParts } from './workflow-steps';
import { type YamlMapping, YamlScript } from './yaml-value';

/** The tests run in a copy of the checkout, so that files that they write do not become part of the image. */
const folder = '${{ runner.temp }}/tested';

/** The environment of tests has no credentials of the role. */
const withoutCredentials = { AWS_ACCESS_KEY_ID: '', AWS_SECRET_ACCESS_KEY: '', AWS_SESSION_TOKEN: '' };

/** A platform that a job builds: as the build step names it, and with the part of step ids if the job builds several. */
export interface TestedPlatform {
  readonly platform: string;
  readonly ending: string;
}

/** The steps that test the image before it is pushed, on each platform of a job. */
export function testSteps(
  parts: WorkflowParts,
  platforms: readonly TestedPlatform[],
  cacheScope: string,
): YamlMapping[] {
  const { tests, tags } = parts.plan;
  if (tests.length === 0) return [];
  const steps = tests.flatMap((test, index) => stepsOf(parts, test, index + 1, platforms, cacheScope));
  const copy = new YamlScript('cp -a . "$RUNNER_TEMP/tested"\n', []);
  return [
    shellStep('Copy the source for the tests', { id: 'tested-source', if: unlessFound(tags), run: copy }),
    ...steps,
    ...reportSteps(tests),
  ];
}

/** The step that compares the pushed image with those that were tested, before it gets a tag. */
export function testedSteps(parts: WorkflowParts, platforms: readonly TestedPlatform[]): YamlMapping[] {
  const { tests, tags } = parts.plan;
  const numbers = tests.flatMap(({ _subject }, index) => (_subject === 'image' ? [index + 1] : []));
  const ids = numbers.flatMap((number) => platforms.map(({ ending }) => `tested-${number}${ending}`));
  if (ids.length === 0) return [];
  const step = shellStep('Check that the pushed image was tested', {
    if: unlessFound(tags),
    env: {
      REPOSITORY_URI: imageName(parts),
      IMAGE_DIGEST: '${{ steps.build.outputs.digest }}',
      TESTED_CONFIGURATIONS: ids.map((id) => `\${{ steps.${id}.outputs.imageid }}`).join(' '),
    },
    run: compareWithTested,
  });
  return [step];
}

function stepsOf(
  parts: WorkflowParts,
  test: ImageTests,
  number: number,
  platforms: readonly TestedPlatform[],
  cacheScope: string,
): YamlMapping[] {
  if (test._subject === 'source') return [commandStep(parts, test, 'Test the source', {})];
  const title = test._stage === undefined ? 'image' : `stage ${test._stage}`;
  return platforms.flatMap(({ platform, ending }) => {
    const of = ending === '' ? '' : ` for ${platform}`;
    const image = `tested-image:${number}${ending}`;
    const hasCommands = test._commands.length > 0;
    const build = testedBuildStep(parts, `Build the ${title}${of} for its tests`, {
      id: `tested-${number}${ending}`,
      stage: test._stage,
      platform,
      cacheScope,
      outputs: hasCommands ? `type=docker,name=${image}` : 'type=cacheonly',
    });
    const variables = { IMAGE: image, IMAGE_PLATFORM: platform };
    return hasCommands ? [build, commandStep(parts, test, `Test the ${title}${of}`, variables)] : [build];
  });
}

function commandStep({ plan }: WorkflowParts, test: ImageTests, name: string, variables: YamlMapping): YamlMapping {
  const { run, ...step } = shellStep(name, {
    if: unlessFound(plan.tags),
    env: { ...variables, ...withoutCredentials },
    run: new YamlScript(`${test._commands.join('\n')}\n`, []),
  });
  return { ...step, 'working-directory': folder, run };
}

/** The results are in the summary even if a test failed. If the commit has its image already, there are none. */
function reportSteps(tests: readonly ImageTests[]): YamlMapping[] {
  const files = tests.flatMap(({ _reports }) => _reports.flatMap((report) => report.files));
  if (files.length === 0) return [];
  const { run, ...step } = shellStep('Show the results of the tests', {
    if: "!cancelled() && steps.tested-source.outcome == 'success'",
    env: { TEST_REPORTS: `${files.join('\n')}\n` },
    run: new YamlScript(`${shellScript(__dirname, 'report-tests.sh')}\n`, []),
  });
  return [{ ...step, 'working-directory': folder, run }];
}
