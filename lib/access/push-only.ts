import { Reference, Tokenization } from 'aws-cdk-lib';
import { writeActions } from '../private/aws/ecr-actions';
import { InvalidInputError, type Problem, quote } from '../private/validation/validation';
import { type PolicyEntry, type RepositoryEnvironment } from './policy-entry';
import { type ImageConsumer } from './image-consumer';

/**
 * Lets some roles or users push, and keeps everybody else from it whatever other policies say: a deny is stronger than
 * any grant. Sessions of a role have the ARN of the role as `aws:PrincipalArn`.
 */
export function pushOnlyEntries(env: RepositoryEnvironment, consumers: readonly ImageConsumer[]): PolicyEntry[] {
  if (consumers.length === 0) {
    throw new InvalidInputError('`allowPushOnly` must be given at least one role or user, got none; nobody could push');
  }
  return consumers.flatMap((consumer) => {
    const allowed = consumer._policyEntries('push', env, 'allowPushOnly');
    return [...allowed, ...allowed.map(denyOthers)];
  });
}

function denyOthers({ principal: { value } }: PolicyEntry): PolicyEntry {
  if (value === '*' || value.endsWith(':root')) {
    throw new InvalidInputError(
      `\`allowPushOnly\` must be given roles or users, got ${quote(value)}; name each that may push: an account holds ` +
        'others too',
    );
  }
  return {
    effect: 'Deny',
    principal: { type: 'AWS', value: '*' },
    actions: writeActions,
    conditions: [{ operator: 'ArnNotEquals', key: 'aws:PrincipalArn', value }],
  };
}

/** Whom entries do not keep out, where they keep everybody else out. */
export function exclusivePushers(entries: readonly PolicyEntry[]): string[] {
  return entries.flatMap(({ effect, conditions = [] }) =>
    effect === 'Deny' && conditions[0]?.key === 'aws:PrincipalArn' ? [conditions[0].value] : [],
  );
}

/** What contradicts itself: somebody is admitted to push whom `allowPushOnly` keeps out. */
export function pushOnlyProblem(entries: readonly PolicyEntry[]): Problem {
  const pushers = exclusivePushers(entries);
  if (pushers.length === 0) return undefined;
  const other = entries.find(
    ({ effect, actions, principal }) =>
      effect !== 'Deny' && actions.includes('ecr:PutImage') && !pushers.includes(principal.value),
  );
  return other === undefined
    ? undefined
    : `must let nobody push besides those of allowPushOnly, got ${quotePrincipal(other.principal.value)}; give it to ` +
        'allowPushOnly too, or leave it out';
}

/** A principal as a message shows it: the path of its construct if its ARN is not known at synth. */
function quotePrincipal(arn: string): string {
  const token = Tokenization.reverseCompleteString(arn);
  return quote(Reference.isReference(token) ? token.target.node.path.replace(/\/Resource$/, '') : arn);
}
