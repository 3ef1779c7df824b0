import { imagePlatformRule } from '../private/image-platform';
import { projectNameRule } from '../private/project-name';
import { repositoryNameRule } from '../private/repository-name';
import { sourcePathRule } from '../private/source-path';
import { buildSource } from './config-build-source';
import { environmentNames } from './config-environments';
import { list, mapping, text, word } from './config-fields';

/** A CodeBuild project. */
export const build = mapping(
  {
    name: text(projectNameRule, { description: 'The name of the CodeBuild project.' }),
    environments: environmentNames,
    repository: text(repositoryNameRule, { description: 'The repository of this file that it pushes to.' }),
    source: buildSource,
    platforms: list(
      text(imagePlatformRule, { description: 'linux/amd64 or linux/arm64.' }),
      'What the image runs on; one in this version.',
    )
      .max(1, { error: 'must be one platform; make a build for each' })
      .optional(),
    builder: word(['buildx'], 'What builds the image.').optional(),
    dockerfile: text(sourcePathRule, { description: 'The path of the Dockerfile in the source.' }).optional(),
    context: text(sourcePathRule, { description: 'The folder of the source that the build sees.' }).optional(),
  },
  'A CodeBuild project that builds an image and pushes it.',
);
