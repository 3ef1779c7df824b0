import { z } from 'zod';
import { accountIdRule } from '../private/account-id';
import { kmsKeyArnRule } from '../private/kms-key-arn';
import { organizationIdRule } from '../private/organization-id';
import { roleArnRule, userArnRule } from '../private/principal-arn';
import { repositoryNameRule } from '../private/repository-name';
import { mutableTagRule } from '../private/tag-pattern';
import { environmentNames } from './config-environments';
import { addProblem, atOnce, list, mapping, text } from './config-fields';
import { retention } from './config-retention';

const account = text(accountIdRule, {
  description: 'A 12-digit AWS account id, in quotes.',
  pattern: '^[0-9]{12}$',
  examples: ['111122223333'],
});

const role = text(roleArnRule, { description: 'The ARN of one IAM role.' });
const user = text(userArnRule, { description: 'The ARN of one IAM user; a role is better, since its keys expire.' });

const ofAccount = (description: string) => mapping({ account }, description);

const puller = oneOf(
  mapping(
    {
      account: account.optional(),
      organization: text(organizationIdRule, {
        description: 'Every principal of an AWS organization, by its id.',
        examples: ['o-a1b2c3d4e5'],
      }).optional(),
      role: role.optional(),
      user: user.optional(),
      lambda: ofAccount('Lambda functions of an account.').optional(),
      codeBuild: ofAccount('CodeBuild projects of an account that run in the image.').optional(),
    },
    'Who may pull: exactly one of these.',
  ),
);

const pusher = oneOf(
  mapping(
    { account: account.optional(), role: role.optional(), user: user.optional() },
    'Who may push: exactly one of these.',
  ),
);

/** One repository. */
export const repository = mapping(
  {
    name: text(repositoryNameRule, { description: 'The name in the registry.', examples: ['team/service'] }),
    environments: environmentNames,
    mutableTags: list(
      text(mutableTagRule, { description: 'A tag or a pattern with *.' }),
      'Tags that a push may move; every other tag is immutable.',
    ).optional(),
    imageScanOnPush: z
      .boolean({ error: 'must be true or false' })
      .optional()
      .meta({ description: 'Whether a push starts a scan.', default: true }),
    encryptionKey: text(kmsKeyArnRule, {
      description: 'The ARN of a customer managed KMS key in the same account and Region; AES-256 without one.',
    }).optional(),
    retention: retention.optional(),
    pullers: list(puller, 'Who may pull, by the policy of the repository.').optional(),
    pushers: list(pusher, 'Who may push, by the policy of the repository.').optional(),
  },
  'A repository.',
);

/** Refuses a mapping with none of its keys, or several. */
function oneOf<T extends z.ZodObject>(schema: T): T {
  return schema
    .superRefine((value, context) => {
      const given = Object.keys(value);
      if (given.length === 1) return;
      const got = given.length === 0 ? 'none' : given.join(' and ');
      addProblem(context, `must hold exactly one of ${Object.keys(schema.shape).join(', ')}, got ${got}`);
    }, atOnce)
    .meta({ ...schema.meta(), minProperties: 1, maxProperties: 1 });
}
