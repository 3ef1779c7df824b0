import { kmsKeyArnRule } from '../../../private/aws/kms-key-arn';
import { roleOrUserArnRule } from '../../../private/aws/principal-arn';
import { templatePrefixRule } from '../../../private/oci/registry-prefix';
import { immutableTagRule, mutableTagRule } from '../../../private/oci/tag-pattern';
import { textRule } from '../../../private/validation/text';
import { quote, type Rule, firstProblem } from '../../../private/validation/validation';
import { replicationPrefixRule } from '../../../registry/replication/render-replication';
import { repositoryFilterRule } from '../../../registry/scanning/scan-filter';
import { archiveUnpulled } from './archive-unpulled';
import { account, region } from './places';
import { pullThroughCache } from './pull-through-cache';
import { environmentNameRule, environmentNames } from '../environments/environments';
import { addProblem, evenIfInvalid, flag, list, mapping, text, uniqueList, word } from '../fields';
import { consumerIn } from '../repositories/consumers';
import { retention } from '../repositories/retention';
import { resourceTags } from '../settings/resource-tags';

const filters = (description: string) =>
  uniqueList(
    text(repositoryFilterRule, {
      description: 'A name of repositories, with * for any characters.',
      examples: ['prod/*'],
    }),
    description,
  ).optional();

const prefixes = (description: string) =>
  uniqueList(
    text(replicationPrefixRule, { description: 'The start of repository names.', examples: ['prod/'] }),
    description,
  ).optional();

const scanning = mapping(
  {
    type: word(
      ['BASIC', 'ENHANCED'],
      'Basic scanning by ECR, or enhanced scanning by Amazon Inspector, which costs money.',
    ),
    continuous: filters('The repositories that are scanned again for each new vulnerability. It requires `ENHANCED`.'),
    scanOnPush: filters('The repositories that are scanned at each push.'),
    manual: flag('Whether images are scanned only if a user starts the scan. It requires `BASIC`.', { default: false }),
    environments: environmentNames,
  },
  'How images are scanned. Without filters, basic scanning scans each push, and enhanced scanning is continuous.',
).superRefine(({ type, continuous, scanOnPush, manual }, context) => {
  const basic = type === 'BASIC';
  addProblem(context, basic && continuous !== undefined ? 'requires type: ENHANCED' : undefined, ['continuous']);
  addProblem(context, type === 'ENHANCED' && manual === true ? 'requires type: BASIC' : undefined, ['manual']);
  addProblem(context, manual === true && scanOnPush !== undefined ? 'must not be set with manual' : undefined, [
    'scanOnPush',
  ]);
}, evenIfInvalid);

const acceptReplicationFrom = mapping(
  {
    account,
    prefixes: prefixes('The starts of the names that may be copied. The default is all.'),
    environments: environmentNames,
  },
  'An account that may copy images to this registry.',
);

const profileWhat = 'the name of a profile of AWS Signer';

const signingProfileRule: Rule = (value) =>
  firstProblem(value, textRule(profileWhat), (checked) =>
    /^\w{2,64}$/.test(checked as string)
      ? undefined
      : `must be ${profileWhat}, got ${quote(checked)}. Use 2 to 64 letters, digits and '_'.`,
  );

/** The settings of repositories that ECR creates. They are those of a repository of the file. */
const templateSettings = {
  mutableTags: uniqueList(
    text(mutableTagRule, { description: 'A tag or a pattern with *.', examples: ['latest'] }),
    'Tags that a push may move. All other tags are immutable. The default of a cache is that all may move.',
  ).optional(),
  imageTagMutability: word(['IMMUTABLE', 'MUTABLE'], 'Whether all tags may move (`MUTABLE`), or none.').optional(),
  immutableTags: uniqueList(
    text(immutableTagRule, { description: 'A tag or a pattern with *.', examples: ['v*'] }),
    'Tags that a push may not move. It requires `imageTagMutability: MUTABLE`.',
  ).optional(),
  retention: retention.optional(),
  pullers: list(
    consumerIn('pullers', 'A consumer that may pull: exactly one of these.'),
    'The consumers that may pull, by the repository policy.',
  ).optional(),
  encryptionKey: text(kmsKeyArnRule, {
    description: 'The ARN of a customer managed KMS key in the same account and Region.',
    examples: ['arn:aws:kms:us-east-1:123456789012:key/11111111-2222-3333-4444-555555555555'],
  }).optional(),
  tags: resourceTags('Tags of the AWS resources, for costs and access.').optional(),
};

const copies = mapping(
  templateSettings,
  'The settings of the repositories of the copies. The defaults are those of a template.',
);

const replication = mapping(
  {
    environment: text(environmentNameRule, {
      description:
        'The environment of this file whose registry the images are copied to. Its registry accepts them, and has a creation template for them.',
      examples: ['copy'],
    }).optional(),
    region: region.optional(),
    account: account.optional(),
    prefixes: prefixes('The starts of the names of the repositories that are copied. The default is all.'),
    copies: copies.optional(),
    environments: environmentNames,
  },
  'A registry that images are copied to when they are pushed. The default account is that of the environment.',
).superRefine((value, context) => {
  const { environment, region: there, account: owner, copies: settings } = value;
  const given = [environment, there].filter((one) => one !== undefined).length;
  addProblem(
    context,
    given === 1 ? undefined : `must have exactly one of environment and region, got ${given === 0 ? 'none' : 'both'}`,
  );
  addProblem(
    context,
    environment !== undefined && owner !== undefined ? 'must not be set with environment' : undefined,
    ['account'],
  );
  addProblem(context, environment === undefined && settings !== undefined ? 'requires environment' : undefined, [
    'copies',
  ]);
}, evenIfInvalid);

const creationTemplate = mapping(
  {
    prefix: text(templatePrefixRule, {
      description: 'The start of the names of the repositories, without a slash at its end, or ROOT for all.',
      examples: ['team-a'],
    }),
    appliedFor: uniqueList(
      word(['PULL_THROUGH_CACHE', 'REPLICATION', 'CREATE_ON_PUSH'], 'Why ECR creates a repository.'),
      'The reasons for which ECR creates the repositories.',
    ),
    ...templateSettings,
    environments: environmentNames,
  },
  'The settings of repositories that ECR creates below a prefix.',
);

const signing = mapping(
  {
    profile: text(signingProfileRule, {
      description: 'The name of a profile of AWS Signer in the account and Region of the environment.',
      examples: ['release'],
    }),
    repositories: filters('The repositories whose images are signed. The default is all.'),
    environments: environmentNames,
  },
  'Images that ECR signs when they are pushed. Publishers, builds and promotions of the file may sign what they push.',
);

/** The lists of `registry` whose entries can be for some environments. */
export const registryLists = [
  'replication',
  'acceptReplicationFrom',
  'pullThroughCache',
  'creationTemplates',
  'signing',
] as const;

/** The settings of the registries of the environments. */
export const registry = mapping(
  {
    environments: environmentNames,
    scanning: scanning.optional(),
    replication: list(replication, 'The registries that images are copied to.').optional(),
    acceptReplicationFrom: list(acceptReplicationFrom, 'The accounts that may copy images to the registry.').optional(),
    pullThroughCache: list(pullThroughCache, 'The registries that images are pulled through from.').optional(),
    creationTemplates: list(creationTemplate, 'The settings of repositories that ECR creates.').optional(),
    signing: list(signing, 'The images that ECR signs when they are pushed.').optional(),
    archiveUnpulled: archiveUnpulled.optional(),
    pullTimeExclusions: uniqueList(
      text(roleOrUserArnRule, {
        description: 'The ARN of a role or a user.',
        examples: ['arn:aws:iam::123456789012:role/scanner'],
      }),
      'Roles and users whose pulls do not count as the last pull of an image.',
    ).optional(),
  },
  'The settings of the registry of an account and a Region, which apply to all of its repositories. Only one app may own them.',
).superRefine((value: Readonly<Record<string, unknown>>, context) => {
  const keys = ['scanning', ...registryLists, 'archiveUnpulled', 'pullTimeExclusions'];
  const isSet = keys.some((key) => value[key] !== undefined);
  addProblem(context, isSet ? undefined : `must have at least one of ${keys.join(', ')}, got none`);
});
