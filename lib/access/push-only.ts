import { writeActions } from '../private/aws/ecr-actions';
import { InvalidInputError, type Problem, quote } from '../private/validation/validation';
import { type Admission, type RepositoryPlace } from './admission';
import { type ImageConsumer } from './image-consumer';
import { shownPrincipal } from './shown-principal';

/**
 * Lets some roles or users push, and keeps everybody else from it whatever other policies say: a deny is stronger than
 * any grant. Sessions of a role have the ARN of the role as `aws:PrincipalArn`.
 */
export function pushOnlyAdmissions(place: RepositoryPlace, consumers: readonly ImageConsumer[]): Admission[] {
  if (consumers.length === 0) {
    throw new InvalidInputError('`allowPushOnly` must be given at least one role or user, got none; nobody could push');
  }
  return consumers.flatMap((consumer) => {
    const allowed = consumer._admissions('push', place, 'allowPushOnly');
    return [...allowed, ...allowed.map(keepOthersOut)];
  });
}

function keepOthersOut({ principal: { value } }: Admission): Admission {
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

/** Whom admissions do not keep out, where they keep everybody else out. */
export function keptOutBut(admissions: readonly Admission[]): string[] {
  return admissions.flatMap(({ effect, conditions = [] }) =>
    effect === 'Deny' && conditions[0]?.key === 'aws:PrincipalArn' ? [conditions[0].value] : [],
  );
}

/** What contradicts itself: somebody is admitted to push whom `allowPushOnly` keeps out. */
export function pushOnlyProblem(admissions: readonly Admission[]): Problem {
  const pushers = keptOutBut(admissions);
  if (pushers.length === 0) return undefined;
  const other = admissions.find(
    ({ effect, actions, principal }) =>
      effect !== 'Deny' && actions.includes('ecr:PutImage') && !pushers.includes(principal.value),
  );
  return other === undefined
    ? undefined
    : `must let nobody push besides those of allowPushOnly, got ${shownPrincipal(other.principal.value)}; give it to ` +
        'allowPushOnly too, or leave it out';
}
