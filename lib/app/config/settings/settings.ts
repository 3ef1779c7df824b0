import { type z } from 'zod';
import { kmsKeyArnRule } from '../../../private/aws/kms-key-arn';
import { immutableTagRule, mutableTagRule } from '../../../private/oci/tag-pattern';
import { repositoryPrefixRule } from '../../../private/oci/repository-prefix';
import { environmentNameRule } from '../environments/environments';
import { flag, list, mapping, named, text, uniqueList, word } from '../fields';
import { consumerIn } from '../repositories/consumers';
import { retention } from '../repositories/retention';
import { resourceTags } from './resource-tags';

/** The settings of a repository, which its groups can set for it. */
export const repositorySettings = {
  mutableTags: uniqueList(
    text(mutableTagRule, { description: 'A tag or a pattern with *.', examples: ['latest'] }),
    'Tags that a push may move. All other tags are immutable.',
  ).optional(),
  imageTagMutability: word(
    ['IMMUTABLE', 'MUTABLE'],
    'Whether all tags may move (`MUTABLE`), or none. With `mutableTags` and `immutableTags` it is one setting: a repository ' +
      'that sets one of the three uses none of its group.',
  )
    .optional()
    .meta({ default: 'IMMUTABLE' }),
  immutableTags: uniqueList(
    text(immutableTagRule, { description: 'A tag or a pattern with *.', examples: ['v*'] }),
    'Tags that a push may not move. It requires `imageTagMutability: MUTABLE`.',
  ).optional(),
  imageScanOnPush: flag('Whether a push starts a scan.', { default: true }),
  encryptionKey: text(kmsKeyArnRule, {
    description:
      'The ARN of a customer managed KMS key in the same account and Region. The default is the key of the environment, or AES-256.',
    examples: ['arn:aws:kms:us-east-1:123456789012:key/11111111-2222-3333-4444-555555555555'],
  }).optional(),
  encryption: word(
    ['AES256', 'KMS', 'KMS_DSSE'],
    "The kind of encryption. `KMS` without `encryptionKey` uses AWS's key. A change of it replaces the repository.",
  ).optional(),
  retention: retention.optional(),
  pullers: list(
    consumerIn('pullers', 'A consumer that may pull: exactly one of these.'),
    'The consumers that may pull, by the repository policy.',
  ).optional(),
  pushers: list(
    consumerIn('pushers', 'A consumer that may push: exactly one of these.'),
    'The consumers that may push, by the repository policy.',
  ).optional(),
  onlyPushers: list(
    consumerIn('onlyPushers', 'A consumer that may push when no other may: exactly one of these.'),
    'The only consumers that may push. All other principals are denied, including administrators.',
  ).optional(),
  readers: list(
    consumerIn('readers', 'A consumer that may read the repository but not pull: exactly one of these.'),
    'The consumers that may read images, scan findings and policies, by the repository policy.',
  ).optional(),
  tags: resourceTags('Tags of the AWS resource, for costs and access. They are merged by key.').optional(),
  removalPolicy: word(
    ['retain', 'destroy'],
    'Whether the repository is retained or deleted when it leaves its stack. ECR deletes only an empty repository.',
  )
    .optional()
    .meta({ default: 'retain' }),
  emptyOnDelete: flag('Whether its images are deleted with it. It requires `removalPolicy: destroy`.', {
    default: false,
  }),
};

/** The settings of the repositories whose names start with a prefix. */
export const group = mapping(
  {
    prefix: text(repositoryPrefixRule, {
      description: 'The start of repository names, with a slash at the end.',
      examples: ['team-a/'],
    }),
    ...repositorySettings,
  },
  'The settings of the repositories whose names start with a prefix. A group with a longer prefix overrides one with a shorter prefix.',
);

/** The settings of one repository in some of its environments. */
export const perEnvironment = named(
  environmentNameRule,
  mapping(repositorySettings, 'The settings of the repository in this environment.'),
  'Settings that differ in an environment, by its name. They override those of the repository.',
).meta({ examples: [{ prod: { retention: { keepNewest: 50 } } }] });

export type RepositorySettings = z.infer<z.ZodObject<typeof repositorySettings>>;
