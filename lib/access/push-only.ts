import { Reference, Tokenization } from 'aws-cdk-lib';
import { writeActions } from '../private/aws/ecr-actions';
import { InvalidInputError, type Problem, quote } from '../private/validation/validation';
import { type PolicyEntry, type RepositoryEnvironment } from './policy-entry';
import { type ImageConsumer } from './image-consumer';

/**
 * Allows some roles or users to push, and denies pushes to all others, even if another policy allows them. The sessions of
 * a role have the ARN of the role as `aws:PrincipalArn`.
 */
export function pushOnlyEntries(env: RepositoryEnvironment, consumers: readonly ImageConsumer[]): PolicyEntry[] {
  if (consumers.length === 0) {
    throw new InvalidInputError(
      '`allowPushOnly` must be given at least one role or user, got none. No principal could push.',
    );
  }
  return consumers.flatMap((consumer) => {
    const allowed = consumer._policyEntries('push', env, 'allowPushOnly');
    return [...allowed, ...allowed.map(denyOthers)];
  });
}

function denyOthers({ principal: { value } }: PolicyEntry): PolicyEntry {
  if (value === '*' || value.endsWith(':root')) {
    throw new InvalidInputError(
      `\`allowPushOnly\` must be given roles or users, got ${quote(value)}. Name each role or user that may push, since ` +
        'an account has others too.',
    );
  }
  return {
    effect: 'Deny',
    principal: { type: 'AWS', value: '*' },
    actions: writeActions,
    conditions: [{ operator: 'ArnNotEquals', key: 'aws:PrincipalArn', value }],
  };
}

/** The principals that may push if the entries deny pushes to all others. */
export function exclusivePushers(entries: readonly PolicyEntry[]): string[] {
  return entries.flatMap(({ effect, conditions = [] }) =>
    effect === 'Deny' && conditions[0]?.key === 'aws:PrincipalArn' ? [conditions[0].value] : [],
  );
}

/** A principal that is allowed to push by one entry and denied by `allowPushOnly`. */
export function pushOnlyProblem(entries: readonly PolicyEntry[]): Problem {
  const pushers = exclusivePushers(entries);
  if (pushers.length === 0) return undefined;
  const other = entries.find(
    ({ effect, actions, principal }) =>
      effect !== 'Deny' && actions.includes('ecr:PutImage') && !pushers.includes(principal.value),
  );
  return other === undefined
    ? undefined
    : `conflicts with allowPushOnly: ${quotePrincipal(other.principal.value)} may push but is not listed there. Add it to ` +
        'allowPushOnly, or remove its allowPush.';
}

/** A principal as a message shows it: the path of its construct if its ARN is not known at synth. */
function quotePrincipal(arn: string): string {
  const token = Tokenization.reverseCompleteString(arn);
  return quote(Reference.isReference(token) ? token.target.node.path.replace(/\/Resource$/, '') : arn);
}
