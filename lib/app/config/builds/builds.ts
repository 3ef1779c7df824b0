import { projectNameRule } from '../../../private/aws/project-name';
import { repositoryNameRule } from '../../../private/oci/repository-name';
import { environmentNames } from '../environments/environments';
import { evenIfInvalid, list, mapping, text } from '../fields';
import { oneOfKeys } from '../one-of';
import { buildSource } from './build-source';
import { checkBuild } from './check-build';
import { checkImages } from './check-images';
import { imageOptions } from './image-options';
import { checkPullRequests, pullRequests } from './pull-requests';
import { changedPaths, sourceImage } from './source-image';

/** A CodeBuild project, or one for each image of a source. */
export const build = oneOfKeys(
  mapping(
    {
      name: text(projectNameRule, {
        description:
          'The name of the CodeBuild project. With `images`, each has a project with this name, a hyphen and the name of the image.',
        examples: ['jwt-pizza-service'],
      }),
      environments: environmentNames,
      repository: text(repositoryNameRule, {
        description: 'The repository of this file that it pushes to.',
        examples: ['jwt-pizza-service'],
      }).optional(),
      source: buildSource,
      images: list(
        sourceImage,
        'Several images of the source, such as a monorepo. A push builds only the images that it can change. Each key of an image replaces that of the build.',
        (input) =>
          evenIfInvalid.when({ value: input }) ? 'Programs of a build, such as buildKit, are in `tools`.' : undefined,
      ).optional(),
      paths: changedPaths(
        'Files and folders that all `images` are built from. A push that changes one of them builds all images.',
      ),
      pullRequests: pullRequests.optional(),
      ...imageOptions,
    },
    'A CodeBuild project that builds an image and pushes it, or one for each of several `images`.',
  ),
  ['repository', 'images'],
)
  .superRefine((value, context) => {
    if (value.images === undefined) checkBuild(value, context);
  }, evenIfInvalid)
  .superRefine(checkImages, evenIfInvalid)
  .superRefine(checkPullRequests, evenIfInvalid);
