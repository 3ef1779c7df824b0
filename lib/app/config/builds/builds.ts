import { earthlyTargetRule } from '../../../private/ci/earthly';
import { imagePlatformRule } from '../../../private/oci/image-platform';
import { projectNameRule } from '../../../private/aws/project-name';
import { repositoryNameRule } from '../../../private/oci/repository-name';
import { sourcePathRule } from '../../../private/git/source-path';
import { stageRule } from '../../../private/oci/stage-name';
import { textRule } from '../../../private/validation/text';
import { buildBaseImages } from './base-images';
import { buildCache, buildTags, buildTools, buildValues } from './build-image';
import { buildOperations } from './build-operations';
import { buildSource } from './build-source';
import { environmentNames } from '../environments/environments';
import { addProblem, evenIfInvalid, flag, list, mapping, text, word } from '../fields';
import { deploy } from '../deploys';
import { checkBuildDeploys } from './build-deploys';
import { checkPullRequests, pullRequests } from './pull-requests';

/** A CodeBuild project. */
export const build = mapping(
  {
    name: text(projectNameRule, { description: 'The name of the CodeBuild project.', examples: ['jwt-pizza-service'] }),
    environments: environmentNames,
    repository: text(repositoryNameRule, {
      description: 'The repository of this file that it pushes to.',
      examples: ['jwt-pizza-service'],
    }),
    source: buildSource,
    pullRequests: pullRequests.optional(),
    platforms: list(
      text(imagePlatformRule, { description: 'linux/amd64 or linux/arm64.', examples: ['linux/arm64'] }),
      'The platforms of the image. Several are built in parallel, each on a machine of the same platform.',
    )
      .optional()
      .meta({ default: ['linux/amd64'] }),
    emulation: flag('Whether one machine builds all platforms, which is much slower.', { default: false }),
    builder: word(['buildx', 'earthly', 'script'], 'The program that builds the image.')
      .optional()
      .meta({ default: 'buildx' }),
    dockerfile: text(sourcePathRule, {
      description: 'The path of the Dockerfile in the source.',
      examples: ['docker/Dockerfile'],
    })
      .optional()
      .meta({ default: 'Dockerfile' }),
    context: text(sourcePathRule, {
      description: 'The folder of the source that the build can read. The default is the whole source.',
      examples: ['service'],
    }).optional(),
    target: text(textRule('a stage or target'), {
      description: 'The stage of the Dockerfile that becomes the image, or the target of the Earthfile.',
      examples: ['production'],
    }).optional(),
    commands: list(
      text(textRule('a command'), { description: 'A line of Bash.', examples: ['docker push "$IMAGE_URI"'] }),
      'The commands of the builder script.',
    ).optional(),
    ...buildTools,
    ...buildValues,
    tags: buildTags.optional(),
    ...buildBaseImages,
    cache: buildCache.optional(),
    provenance: word(['none', 'min', 'max'], 'How much the provenance of the image records.')
      .optional()
      .meta({ default: 'min' }),
    sbom: flag('Whether the image has a list of its packages (SBOM).', { default: true }),
    compatibility: word(['oci', 'lambda'], 'The services that must be able to run the image.')
      .optional()
      .meta({ default: 'oci' }),
    ...buildOperations,
    deploys: list(deploy, 'The ECS services and Lambda functions that each build deploys its image to.').optional(),
  },
  'A CodeBuild project that builds an image and pushes it.',
  (keys) =>
    keys.includes('images') ? 'Write `tools` instead: it has buildKit, sbomGenerator and emulator.' : undefined,
)
  .superRefine(({ builder = 'buildx', target, commands, earthly, tools, mirrors }, context) => {
    if (target !== undefined) {
      addProblem(context, (builder === 'earthly' ? earthlyTargetRule : stageRule)(target), ['target']);
    }
    const needs = (given: boolean, which: string) => (given ? undefined : `is required with builder ${which}`);
    const requires = (given: boolean, fits: boolean, which: string) =>
      given && !fits ? `requires ${which}` : undefined;
    const isEarthly = builder === 'earthly';
    const isScript = builder === 'script';
    if (isEarthly) addProblem(context, needs(target !== undefined, builder), ['target']);
    if (isScript) addProblem(context, needs(commands !== undefined, builder), ['commands']);
    addProblem(context, requires(commands !== undefined, isScript, 'builder script'), ['commands']);
    addProblem(context, requires(earthly !== undefined, isEarthly, 'builder earthly'), ['earthly']);
    addProblem(context, requires(tools !== undefined, !isScript, 'builder buildx or earthly'), ['tools']);
    addProblem(context, requires(mirrors !== undefined, builder === 'buildx', 'builder buildx'), ['mirrors']);
  }, evenIfInvalid)
  .superRefine(checkPullRequests, evenIfInvalid)
  .superRefine(checkBuildDeploys, evenIfInvalid);
