import { Token } from 'aws-cdk-lib';
import { accountIdRule } from '../../private/aws/account-id';
import { organizationIdRule } from '../../private/aws/organization-id';
import { principalTagKeyRule, principalTagValueRule } from '../../private/aws/principal-tag';
import { InvalidInputError, type Problem, refuseIf, validate } from '../../private/validation/validation';
import { type ConditionalPrincipal, type PolicyCondition, type RepositoryEnvironment } from '../policy-entry';
import { type ConsumerGrants, manyPrincipalsGrants, principalGrants } from './consumer-grants';
import { type ConsumerKind } from './consumer-kind';
import { accountRoot, anyoneWith, equals, ofOrganization } from './principals';
import { accountText, organizationText } from './account-texts';

/** The account or the organization of tagged principals. Exactly one of the two is required. */
export interface TaggedPrincipalsOptions {
  /**
   * The account of the principals, as 12 digits. Throws if it is anything else, or if `organizationId` is set too.
   *
   * @default - `organizationId` names an organization
   */
  readonly accountId?: string;

  /**
   * The id of the organization of the principals. Throws if it is anything else, or if `accountId` is set too.
   *
   * @default - `accountId` names an account
   */
  readonly organizationId?: string;
}

export interface TaggedName {
  readonly key: string;
  readonly value: string;
  readonly account?: string | undefined;
  readonly organization?: string | undefined;
}

const tagTexts = {
  key: { rule: principalTagKeyRule, description: 'The key of the tag.', examples: ['team'] },
  value: { rule: principalTagValueRule, description: 'The value of the tag.', examples: ['platform'] },
};
const ofAccountOrOrganization = {
  description: 'The principals of an account or an organization that have a tag.',
  required: tagTexts,
  exactlyOneOf: { account: accountText, organization: organizationText },
};

/** The principals of an account or an organization that have a tag. */
export const tagged: ConsumerKind<TaggedName> = {
  grantsOf: ({ key, value, account, organization }) => {
    refuseIf('tagKey', tokenProblem(key));
    validate('tagKey', key, principalTagKeyRule);
    validate('tagValue', value, principalTagValueRule);
    return taggedGrants(equals(`aws:PrincipalTag/${key}`, value), account, organization);
  },
  config: {
    pullers: ofAccountOrOrganization,
    pushers: {
      description: 'The principals of an account that have a tag.',
      required: { ...tagTexts, account: accountText },
    },
    readers: ofAccountOrOrganization,
  },
};

/** The name of tagged principals, from the arguments of `ImageConsumer.tagged`. */
export function taggedName(
  key: string,
  value: string,
  { accountId, organizationId }: TaggedPrincipalsOptions = {},
): TaggedName {
  return { key, value, account: accountId, organization: organizationId };
}

function taggedGrants(tag: PolicyCondition, accountId?: string, organizationId?: string): ConsumerGrants {
  if (accountId !== undefined && organizationId === undefined) {
    validate('options.accountId', accountId, accountIdRule);
    return principalGrants((env) => taggedOfAccount(env, tag, accountId));
  }
  if (organizationId !== undefined && accountId === undefined) {
    validate('options.organizationId', organizationId, organizationIdRule);
    return manyPrincipalsGrants('an organization', () => anyoneWith(tag, ofOrganization(organizationId)));
  }
  throw new InvalidInputError(
    `\`options\` must have either accountId or organizationId, got ${accountId === undefined ? 'none' : 'both'}. ` +
      'Anyone can set a tag in their own account.',
  );
}

/** For its own account, a policy that names only the account relies on the policies of the account's principals. */
function taggedOfAccount(env: RepositoryEnvironment, tag: PolicyCondition, accountId: string): ConditionalPrincipal {
  return accountId === env.account
    ? anyoneWith(tag, equals('aws:PrincipalAccount', accountId))
    : { ...accountRoot(env, accountId), conditions: [tag] };
}

/** The key becomes part of a key in the policy, and CloudFormation replaces tokens in values only. */
function tokenProblem(key: string): Problem {
  return Token.isUnresolved(key)
    ? 'must be known at synth, got a token. Only the value of the tag can be one.'
    : undefined;
}
