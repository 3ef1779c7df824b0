import { imagePlatformRule } from '../../../private/oci/image-platform';
import { sourcePathRule } from '../../../private/git/source-path';
import { textRule } from '../../../private/validation/text';
import { deploy } from '../deploys';
import { flag, list, text, word, uniqueList } from '../fields';
import { buildBaseImages } from './base-images';
import { buildCache, buildTags, buildTools, buildValues } from './build-image';
import { buildTests } from './build-tests';
import { buildOperations } from './build-operations';
import { rebuilds } from './rebuilds';

/** How one image is built. Images of one source may each have their own values. */
export const imageOptions = {
  platforms: uniqueList(
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
    description: 'The path of the Dockerfile in the source. The default is the one in the context.',
    examples: ['docker/Dockerfile'],
  }).optional(),
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
  tests: buildTests.optional(),
  ...buildOperations,
  rebuilds: rebuilds.optional(),
  deploys: list(deploy, 'The ECS services and Lambda functions that each build deploys its image to.').optional(),
};
