import { type z } from 'zod';
import { accountIdRule } from '../../private/aws/account-id';
import { organizationIdRule } from '../../private/aws/organization-id';
import { organizationPathRule } from '../../private/aws/organization-path';
import { roleArnRule, userArnRule } from '../../private/aws/principal-arn';
import { principalTagKeyRule, principalTagValueRule } from '../../private/aws/principal-tag';
import { servicePrincipalRule } from '../../private/aws/service-principal';
import { sourceArnRule } from '../../private/aws/source-arn';
import { addProblem, atOnce, mapping, text } from './fields';
import { oneOf, withOneOf } from './one-of';

const account = text(accountIdRule, {
  description: 'A 12-digit AWS account id, in quotes.',
  pattern: '^[0-9]{12}$',
  examples: ['111122223333'],
});
const organization = text(organizationIdRule, {
  description: 'The id of an AWS organization: every principal in it.',
  examples: ['o-a1b2c3d4e5'],
});
const organizationalUnit = text(organizationPathRule, {
  description: 'The path of an organizational unit: every principal of its accounts, and of the units below it.',
  examples: ['o-a1b2c3d4e5/r-ab12/ou-ab12-11111111'],
});
const role = text(roleArnRule, { description: 'The ARN of one IAM role.' });
const user = text(userArnRule, { description: 'The ARN of one IAM user; a role is better, since its keys expire.' });

const tag = {
  key: text(principalTagKeyRule, { description: 'The key of the tag.', examples: ['team'] }),
  value: text(principalTagValueRule, { description: 'Its one value.', examples: ['platform'] }),
};
const taggedOfAccount = mapping({ ...tag, account }, 'The principals of an account that have a tag.');
const tagged = withOneOf(
  mapping(
    { ...tag, account: account.optional(), organization: organization.optional() },
    'The principals of an account or an organization that have a tag.',
  ),
  ['account', 'organization'],
);

const noSource =
  'must hold account, arn or organization, got none; any account could have the service fetch images for it';

const service = sourced(
  mapping(
    {
      name: text(servicePrincipalRule, {
        description: 'The name of the service.',
        examples: ['sagemaker.amazonaws.com'],
      }),
      account: account.optional(),
      arn: text(sourceArnRule, {
        description: 'The ARN of what the service acts for; * may stand behind the account.',
        examples: ['arn:aws:sagemaker:us-east-1:111122223333:model/*'],
      }).optional(),
      organization: organization.optional(),
    },
    'An AWS service that fetches images with its own identity, and on whose behalf: all that is given has to hold.',
  ),
);

/** Who may pull. */
export const puller = oneOf(
  mapping(
    {
      account: account.optional(),
      organization: organization.optional(),
      organizationalUnit: organizationalUnit.optional(),
      role: role.optional(),
      user: user.optional(),
      tagged: tagged.optional(),
      lambda: oneOf(
        mapping(
          { account: account.optional(), organization: organization.optional() },
          'Lambda functions of an account or an organization, in the Region of the repository.',
        ),
      ).optional(),
      codeBuild: mapping({ account }, 'CodeBuild projects of an account that run in the image.').optional(),
      service: service.optional(),
    },
    'Who may pull: exactly one of these.',
  ),
);

/** Who may push. */
export const pusher = oneOf(
  mapping(
    {
      account: account.optional(),
      role: role.optional(),
      user: user.optional(),
      tagged: taggedOfAccount.optional(),
    },
    'Who may push: exactly one of these.',
  ),
);

/** Who may push where nobody else may. */
export const onlyPusher = oneOf(
  mapping({ role: role.optional(), user: user.optional() }, 'Who alone may push: exactly one of these.'),
);

/** Who may look. */
export const reader = oneOf(
  mapping(
    {
      account: account.optional(),
      organization: organization.optional(),
      organizationalUnit: organizationalUnit.optional(),
      role: role.optional(),
      user: user.optional(),
      tagged: tagged.optional(),
    },
    'Who may look at the repository, and not pull: exactly one of these.',
  ),
);

/** One consumer of any kind. */
export type ConsumerConfig = z.infer<typeof puller>;

/** Refuses a service without a source, and sources that nothing meets together. */
function sourced<T extends z.ZodObject>(schema: T): T {
  return schema
    .superRefine((value, context) => {
      const { account: owner, arn, organization: whole } = value as Record<string, unknown>;
      const open = owner === undefined && arn === undefined && whole === undefined;
      addProblem(context, open ? noSource : undefined);
      if (accountIdRule(owner) !== undefined || sourceArnRule(arn) !== undefined) return;
      const [, , , , ofArn = ''] = (arn as string).split(':');
      const apart = `must be in the account that stands with it, ${owner as string}, got one in ${ofArn}`;
      addProblem(context, ofArn === owner ? undefined : apart, ['arn']);
    }, atOnce)
    .meta({ ...schema.meta(), minProperties: 2 });
}
