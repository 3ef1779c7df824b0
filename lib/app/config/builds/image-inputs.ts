import { imagePlatformRule } from '../../../private/oci/image-platform';
import { sourceFilesRule } from '../../../private/git/source-files';
import { sourcePathRule } from '../../../private/git/source-path';
import { textRule } from '../../../private/validation/text';
import { flag, list, text, word, uniqueList } from '../fields';
import { buildTags, buildValues } from './build-image';
import { buildTests } from './build-tests';

/**
 * The description of an image that every system builds from, CodeBuild and CI systems alike: its inputs, its tags and its tests. A key
 * that is added here is a key of builds and of publishers.
 */
export const imageInputs = {
  platforms: uniqueList(
    text(imagePlatformRule, { description: 'linux/amd64 or linux/arm64.', examples: ['linux/arm64'] }),
    'The platforms of the image. Several are built in parallel, each on a machine of the same platform.',
  )
    .optional()
    .meta({ default: ['linux/amd64'] }),
  emulation: flag('Whether one machine builds all platforms, which is much slower.', { default: false }),
  dockerfile: text(sourcePathRule, {
    description: 'The path of the Dockerfile in the source. The default is the one in the context.',
    examples: ['docker/Dockerfile'],
  }).optional(),
  context: text(sourcePathRule, {
    description: 'The folder of the source that the build can read. The default is the whole source.',
    examples: ['service'],
  }).optional(),
  localSource: text(textRule('the path of a folder on this machine'), {
    description:
      'The folder of the source on the machine that synthesizes, relative to the folder that the app runs in. It must have the context, the ' +
      'Dockerfile and the paths.',
    examples: ['../jwt-pizza-service'],
  }).optional(),
  target: text(textRule('a stage or target'), {
    description: 'The stage of the Dockerfile that becomes the image, or the target of the Earthfile.',
    examples: ['production'],
  }).optional(),
  submodules: flag('Whether the build has the submodules of the source, and those in them.', { default: false }),
  lfs: flag('Whether the build has the files of Git LFS, instead of pointers to them.', { default: false }),
  artifacts: list(
    text(sourceFilesRule, { description: 'A path in the source, with * and **.', examples: ['coverage/**'] }),
    'Files that commandsBeforeBuild and tests write, which are kept with the run. A build fails if one is missing.',
  ).optional(),
  ...buildValues,
  tags: buildTags.optional(),
  provenance: word(['none', 'min', 'max'], 'How much the provenance of the image records.')
    .optional()
    .meta({ default: 'min' }),
  sbom: flag('Whether the image has a list of its packages (SBOM).', { default: true }),
  compatibility: word(['oci', 'lambda'], 'The services that must be able to run the image.')
    .optional()
    .meta({ default: 'oci' }),
  tests: buildTests.optional(),
};
