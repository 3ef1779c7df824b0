import { bucketNameRule } from '../../../private/aws/bucket-name';
import { textRule } from '../../../private/validation/text';
import { deploy } from '../deploys';
import { list, text, word } from '../fields';
import { buildBaseImages } from './base-images';
import { buildCache, buildTools } from './build-image';
import { buildOperations } from './build-operations';
import { imageInputs } from './image-inputs';
import { rebuilds } from './rebuilds';

/** How CodeBuild builds one image. Images of one source may each have their own values. */
export const imageOptions = {
  ...imageInputs,
  builder: word(['buildx', 'earthly', 'script'], 'The program that builds the image.')
    .optional()
    .meta({ default: 'buildx' }),
  commands: list(
    text(textRule('a command'), { description: 'A line of Bash.', examples: ['docker push "$IMAGE_URI"'] }),
    'The commands of the builder script.',
  ).optional(),
  ...buildTools,
  ...buildBaseImages,
  cache: buildCache.optional(),
  artifactBucket: text(bucketNameRule, {
    description: 'The bucket that keeps the artifacts of each build. A pipeline has its own.',
    examples: ['acme-build-artifacts'],
  }).optional(),
  ...buildOperations,
  rebuilds: rebuilds.optional(),
  deploys: list(deploy, 'The ECS services and Lambda functions that each build deploys its image to.').optional(),
};
