import { identityContext } from '../../access/request-context';
import { type AccessRequest } from '../../evaluation/access-evaluator';
import { type IdentityNode, type Statement } from '../../templates/template-graph';
import { rightsOf } from '../identity-rights';
import { readableAllows } from '../resource-policies';
import { isAbout } from '../statement-actions';

/** One action of an identity on one resource. */
export interface Attempt {
  readonly action: string;
  readonly arn: string;
  readonly context?: AccessRequest['context'];
}

/** The first statement that lets an identity do something, with all of its denies and its boundary. */
export function grantingStatement(
  identity: IdentityNode,
  { action, arn, context = {} }: Attempt,
): Statement | undefined {
  const about = readableAllows(identity.policies).filter((statement) => isAbout(statement, action));
  if (about.length === 0) return undefined;
  const known = { ...identityContext(identity), ...withoutTags(identity), ...context };
  return about.find((statement) => rightsOf(identity).allows(action, arn, known, [statement]));
}

const resourceTag = /^[a-z0-9-]+:resourcetag\//;

/** A resource that no policy names has none of the tags in conditions. */
function withoutTags({ policies, boundary = [] }: IdentityNode): AccessRequest['context'] {
  const limits = boundary === 'unknown' ? [] : boundary;
  const keys = [...policies, ...limits].flatMap(({ conditions }) => conditions.map(({ key }) => key.toLowerCase()));
  return Object.fromEntries(
    keys.filter((key) => resourceTag.test(key)).map((key): [string, readonly string[]] => [key, []]),
  );
}

/** The ARN of a resource of IAM in the account of an identity. */
export function iamArn({ resource: { env }, account }: IdentityNode, resource: string): string {
  return `arn:${env.partition}:iam::${account}:${resource}`;
}

/** The policy that an attacker attaches, to an identity without a permissions boundary. */
export const newPolicy = {
  'iam:policyarn': ['arn:aws:iam::aws:policy/AdministratorAccess'],
  'iam:permissionsboundary': [],
};
