import { earthlyTargetRule } from '../../private/ci/earthly';
import { imagePlatformRule } from '../../private/oci/image-platform';
import { projectNameRule } from '../../private/aws/project-name';
import { repositoryNameRule } from '../../private/oci/repository-name';
import { sourcePathRule } from '../../private/git/source-path';
import { stageRule } from '../../private/oci/stage-name';
import { textRule } from '../../private/validation/text';
import { buildCache, buildTags, buildTools, buildValues } from './build-image';
import { buildOperations } from './build-operations';
import { buildSource } from './build-source';
import { environmentNames } from './environments';
import { addProblem, atOnce, flag, list, mapping, text, word } from './fields';
import { judgePullRequests, pullRequests } from './pull-requests';

/** A CodeBuild project. */
export const build = mapping(
  {
    name: text(projectNameRule, { description: 'The name of the CodeBuild project.' }),
    environments: environmentNames,
    repository: text(repositoryNameRule, { description: 'The repository of this file that it pushes to.' }),
    source: buildSource,
    pullRequests: pullRequests.optional(),
    platforms: list(
      text(imagePlatformRule, { description: 'linux/amd64 or linux/arm64.' }),
      'What the image runs on; several are built side by side, each on a machine of its kind.',
    ).optional(),
    emulation: flag('Whether one machine builds all platforms; it takes far longer.'),
    builder: word(['buildx', 'earthly', 'script'], 'What builds the image.').optional(),
    dockerfile: text(sourcePathRule, { description: 'The path of the Dockerfile in the source.' }).optional(),
    context: text(sourcePathRule, { description: 'The folder of the source that the build sees.' }).optional(),
    target: text(textRule('a stage or target'), {
      description: 'The stage of the Dockerfile that becomes the image, or the target of the Earthfile.',
    }).optional(),
    commands: list(
      text(textRule('a command'), { description: 'A line of Bash.' }),
      'What the builder script runs.',
    ).optional(),
    ...buildTools,
    ...buildValues,
    tags: buildTags.optional(),
    cache: buildCache.optional(),
    provenance: word(['none', 'min', 'max'], "How much the image's provenance tells.").optional(),
    sbom: flag('Whether the image comes with the list of its packages.'),
    compatibility: word(['oci', 'lambda'], 'What has to be able to run the image.').optional(),
    ...buildOperations,
  },
  'A CodeBuild project that builds an image and pushes it.',
)
  .superRefine(({ builder = 'buildx', target, commands, earthly, images }, context) => {
    if (target !== undefined) {
      addProblem(context, (builder === 'earthly' ? earthlyTargetRule : stageRule)(target), ['target']);
    }
    const needs = (given: boolean, which: string) => (given ? undefined : `must be given with builder ${which}`);
    const goes = (given: boolean, fits: boolean, which: string) =>
      given && !fits ? `goes with ${which} only` : undefined;
    const isEarthly = builder === 'earthly';
    const isScript = builder === 'script';
    if (isEarthly) addProblem(context, needs(target !== undefined, builder), ['target']);
    if (isScript) addProblem(context, needs(commands !== undefined, builder), ['commands']);
    addProblem(context, goes(commands !== undefined, isScript, 'builder script'), ['commands']);
    addProblem(context, goes(earthly !== undefined, isEarthly, 'builder earthly'), ['earthly']);
    addProblem(context, goes(images !== undefined, !isScript, 'builder buildx and earthly'), ['images']);
  }, atOnce)
  .superRefine(judgePullRequests, atOnce);
