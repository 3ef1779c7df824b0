import { hasUnresolved } from '../texts/symbolic-text';
import {
  type GraphResource,
  type IdentityNode,
  type RepositoryNode,
  type Statement,
} from '../templates/template-graph';
import { matchesPattern } from '../texts/wildcard-match';

/** The condition keys of a request that the templates fix, in lower case. All other keys are not known. */
export type Context = Readonly<Record<string, readonly string[]>>;

/**
 * The condition keys of a request by an identity. Only tags in the template are known, because a stack or a user may add
 * others. If the trust policy of a role lets sessions set tags, none is known. The tags of a permission set are not those
 * of its sessions, which IAM Identity Center sets.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
export function identityContext(identity: IdentityNode): Context {
  const { kind, arn, account, name, resource, trust = [] } = identity;
  const isUser = kind === 'user' || kind === 'group';
  return {
    'aws:principalaccount': [account],
    'aws:principalisawsservice': ['false'],
    ...(kind !== 'policy' && { 'aws:principaltype': [isUser ? 'User' : 'AssumedRole'] }),
    ...(kind !== 'group' && kind !== 'policy' && { 'aws:principalarn': [arn] }),
    ...(kind === 'user' && { 'aws:username': [name] }),
    ...(!isUser && kind !== 'policy' && { 'aws:username': [] }),
    ...(kind !== 'permission set' &&
      kind !== 'policy' &&
      !trust.some(bringsTags) &&
      tagsOf(resource, ['aws:principaltag/'])),
  };
}

/** The condition keys of a request on a repository. */
export function repositoryContext({ resource }: RepositoryNode): Context {
  const { account, region } = resource.env;
  return {
    'aws:resourceaccount': [account],
    ...(!hasUnresolved(region) && { 'aws:requestedregion': [region] }),
    ...tagsOf(resource, resourceTagKeys),
  };
}

const resourceTagKeys = ['aws:resourcetag/', 'ecr:resourcetag/'];

/** The keys of a request without a resource, such as the login. */
export function withoutResourceTags(context: Context): Context {
  const isKept = ([key]: readonly [string, unknown]) => !resourceTagKeys.some((start) => key.startsWith(start));
  return Object.fromEntries(Object.entries(context).filter(isKept));
}

function bringsTags({ effect, actions, unreadable }: Statement): boolean {
  if (effect === 'Deny') return false;
  if (!actions || unreadable !== undefined) return true;
  return actions.some((pattern) => matchesPattern(pattern.toLowerCase(), 'sts:tagsession') !== 'no');
}

function tagsOf({ properties }: GraphResource, starts: readonly string[]): Context {
  const tags = Array.isArray(properties.Tags) ? (properties.Tags as unknown[]) : [];
  return Object.fromEntries(
    tags.flatMap((tag) => {
      const { Key: key, Value: value } = (typeof tag === 'object' && tag !== null ? tag : {}) as Record<
        string,
        unknown
      >;
      if (typeof key !== 'string' || typeof value !== 'string') return [];
      return starts.map((start) => [`${start}${key.toLowerCase()}`, [value]]);
    }),
  );
}
