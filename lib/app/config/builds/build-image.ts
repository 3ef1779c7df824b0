import { containerImageRule } from '../../../private/oci/container-image';
import { earthlyVersionRule, sha256Rule } from '../../../private/ci/earthly';
import { jsonKeyRule } from '../../../private/text/json-key';
import { kmsKeyArnRule } from '../../../private/aws/kms-key-arn';
import { parameterNameRule } from '../../../private/aws/parameter-name';
import { repositoryNameRule } from '../../../private/oci/repository-name';
import { secretNameRule } from '../../../private/aws/secret-name';
import { imageTagRule, tagPrefixRule } from '../../../private/oci/tag-pattern';
import { textRule } from '../../../private/validation/text';
import { addProblem, evenIfInvalid, list, mapping, onlyTrue, text, word, uniqueList } from '../fields';
import { oneOfKeys } from '../one-of';
import { buildInputs } from './build-inputs';
import { textValue } from './text-value';

/** The values that the image is built with. */
export const buildValues = {
  buildArgs: list(
    mapping(
      {
        name: text(textRule('a name'), { description: 'The name of the ARG.', examples: ['NODE_VERSION'] }),
        value: textValue,
      },
      'A value for an ARG.',
    ),
    'Values for ARG in the Dockerfile. Never use secrets, because the values are in the history of the image.',
  ).optional(),
  labels: list(
    mapping(
      { key: text(textRule('a key'), { description: 'Its key.', examples: ['team'] }), value: textValue },
      'A label of the image.',
    ),
    'Labels of the image, in addition to its source and its revision.',
  ).optional(),
  secrets: list(
    oneOfKeys(
      mapping(
        {
          id: text(textRule('an id'), { description: 'The id that RUN --mount=type=secret names.', examples: ['npm'] }),
          secret: text(secretNameRule, {
            description: 'The name of a secret of Secrets Manager.',
            examples: ['ci/npm'],
          }).optional(),
          jsonKey: text(jsonKeyRule, {
            description: 'The key of the value, if the secret is JSON.',
            examples: ['token'],
          }).optional(),
          parameter: text(parameterNameRule, {
            description: 'The name of a parameter.',
            examples: ['/ci/pip'],
          }).optional(),
          encryptionKey: text(kmsKeyArnRule, {
            description: 'The key that encrypts it.',
            examples: ['arn:aws:kms:us-east-1:123456789012:key/11111111-2222-3333-4444-555555555555'],
          }).optional(),
        },
        'A secret that the build reads and that is not in the image.',
      ).superRefine(({ jsonKey, secret }, context) => {
        addProblem(context, jsonKey !== undefined && secret === undefined ? 'requires secret' : undefined, ['jsonKey']);
      }, evenIfInvalid),
      ['secret', 'parameter'],
    ),
    'Secrets for RUN --mount=type=secret.',
  ).optional(),
  ...buildInputs,
};

/** The tags of the image. */
const tags = mapping(
  {
    commit: onlyTrue('The commit, in full.'),
    shortCommit: onlyTrue('The first 12 characters of the commit.'),
    branch: onlyTrue('The pushed branch. The tag must be mutable.'),
    branchPrefix: text(tagPrefixRule, {
      description: 'The branch after a prefix, such as branch-.',
      examples: ['branch-'],
    }).optional(),
    semanticVersion: onlyTrue('The version of the pushed Git tag.'),
    channels: uniqueList(
      word(['major', 'minor', 'latest'], 'major for 1, minor for 1.2, or latest.'),
      'The tags of the highest stable versions: 1, 1.2 and latest. They must be mutable.',
    ).optional(),
    buildNumber: onlyTrue('The number and id of the build.'),
    fixed: uniqueList(
      text(imageTagRule, { description: 'A tag, such as latest. It must be mutable.', examples: ['latest'] }),
      'Tags that builds move to their image, and never back to an older commit.',
    ).optional(),
  },
  'The tags of the image.',
);

/** The tags of the image, at least one. Without any, its only tag would be the number of the build. */
export const buildTags = tags
  .superRefine((value, context) => {
    if (Object.keys(value).length === 0) {
      addProblem(context, 'must have at least one tag. Leave `tags` out to use the commit.');
    }
    const alone = value.channels !== undefined && value.semanticVersion === undefined;
    addProblem(context, alone ? 'requires semanticVersion: true' : undefined, ['channels']);
  })
  .meta({ ...tags.meta(), minProperties: 1 });

/** The cache that keeps layers from one build to the next. */
export const buildCache = oneOfKeys(
  mapping(
    {
      local: onlyTrue('Keeps layers on the machine, as long as CodeBuild keeps the machine.'),
      repository: text(repositoryNameRule, {
        description: 'A repository of this file that keeps layers. Use a separate one with mutableTags: [cache-*].',
        examples: ['build-cache'],
      }).optional(),
    },
    'The cache that keeps layers from one build to the next.',
  ),
  ['local', 'repository'],
);

const image = (description: string, example: string) =>
  text(containerImageRule, { description, examples: [example] }).optional();

/** The programs that build, if they are not the default ones. */
export const buildTools = {
  tools: mapping(
    {
      buildKit: image('The image of BuildKit.', 'public.ecr.aws/vend/moby/buildkit:v0.26.0'),
      sbomGenerator: image(
        'The image that writes the list of packages.',
        '123456789012.dkr.ecr.us-east-1.amazonaws.com/sbom-generator:1.9.0',
      ),
      emulator: image('The image that installs QEMU.', '123456789012.dkr.ecr.us-east-1.amazonaws.com/binfmt:10.0.4'),
    },
    'Images that the build runs, with registry and version.',
  ).optional(),
  earthly: mapping(
    {
      version: text(earthlyVersionRule, { description: 'The version of Earthly.', examples: ['0.8.15'] }).optional(),
      sha256: text(sha256Rule, {
        description: 'Its checksum. With it, builds download Earthly from GitHub.',
        examples: ['0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef'],
      }).optional(),
    },
    'The version of Earthly, and its checksum.',
  ).optional(),
};
