import { accountIdRule } from '../private/aws/account-id';
import { organizationIdRule } from '../private/aws/organization-id';
import { InvalidInputError, validate } from '../private/validation/validation';
import { type ConditionalPrincipal, type RepositoryEnvironment } from './policy-entry';
import { accountRoot, equals, anyoneWith, ofOrganization } from './consumer-conditions';

/** Whose principals a tag is looked for on: exactly one of the two. */
export interface TaggedPrincipalsOptions {
  /**
   * The account of the principals, as 12 digits. Throws where it is anything else, or stands beside `organizationId`.
   *
   * @default - `organizationId` names an organization
   */
  readonly accountId?: string;

  /**
   * The id of the organization of the principals. Throws where it is anything else, or stands beside `accountId`.
   *
   * @default - `accountId` names an account
   */
  readonly organizationId?: string;
}

export function taggedPrincipals(
  key: string,
  value: string,
  { accountId, organizationId }: TaggedPrincipalsOptions = {},
): (env: RepositoryEnvironment) => ConditionalPrincipal {
  if ((accountId === undefined) === (organizationId === undefined)) {
    throw new InvalidInputError(
      `\`options\` must hold accountId or organizationId, got ${accountId === undefined ? 'none' : 'both'}; a tag alone ` +
        'is set by anybody in an account of their own',
    );
  }
  const tag = equals(`aws:PrincipalTag/${key}`, value);
  if (organizationId !== undefined) {
    validate('options.organizationId', organizationId, organizationIdRule);
    return () => anyoneWith(tag, ofOrganization(organizationId));
  }
  validate('options.accountId', accountId, accountIdRule);
  const account = accountId ?? '';
  // In its own account a policy that names the account only defers to the policies of its principals.
  return (env) =>
    account === env.account
      ? anyoneWith(tag, equals('aws:PrincipalAccount', account))
      : { ...accountRoot(env, account), conditions: [tag] };
}
