import { changedPathRule } from '../../../private/git/changed-path';
import { imageNameRule } from '../../../private/git/image-name';
import { gitTagPrefixRule } from '../../../private/git/tag-prefix';
import { repositoryNameRule } from '../../../private/oci/repository-name';
import { mapping, text, uniqueList } from '../fields';
import { imageOptions } from './image-options';

/** Files and folders whose changes start a build. */
export function changedPaths(description: string) {
  return uniqueList(
    text(changedPathRule, { description: 'A file or folder.', examples: ['libraries/'] }),
    description,
  ).optional();
}

/** One image of several of a source. Its options replace those of the build. */
export const sourceImage = mapping(
  {
    name: text(imageNameRule, {
      description: "The name of the image. It must not change. The default is the last part of the repository's name.",
      examples: ['web'],
    }).optional(),
    repository: text(repositoryNameRule, {
      description: 'The repository of this file that the image is pushed to.',
      examples: ['shop/web'],
    }),
    paths: changedPaths(
      'Files and folders that the image is built from, in addition to its context, its Dockerfile and the `paths` of the build. ' +
        'With them, a context that is the whole source does not count.',
    ),
    tagPrefix: text(gitTagPrefixRule, {
      description:
        'The start of its Git tags, before the tags and tagPatterns of the source. The default is that every tag builds the image.',
      examples: ['web-'],
    }).optional(),
    ...imageOptions,
  },
  'An image of the source. The default Dockerfile is the one in its context.',
);
