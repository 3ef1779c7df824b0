import { type AccessRequest, evaluate, type Policies, type Verdict } from '../evaluation/access-evaluator';
import { type Statement } from '../templates/template-graph';
import { loginAction, type OperationNeeds } from './operations';
import { withoutResourceTags } from './request-context';
import { allOf, anyOf } from './verdicts';

type Asker = Omit<AccessRequest, 'action'>;

/** The verdict on an operation without the login. */
export function operationVerdict(needs: OperationNeeds, asker: Asker, policies: Policies): Verdict {
  const verdicts = needs.actions.map((action) => evaluate({ ...asker, action }, policies));
  return needs.any ? anyOf(verdicts) : allOf(verdicts);
}

/**
 * The verdict on an operation of an identity, with the login if the operation needs one.
 *
 * @param hasMore whether the identity may have further policies that let it log in.
 */
export function identityVerdict(needs: OperationNeeds, asker: Asker, policies: Policies, hasMore = false): Verdict {
  const verdict = operationVerdict(needs, asker, policies);
  if (verdict.decision === 'denied' || needs.login.length === 0) return verdict;
  const login = loginVerdict(needs, asker, policies);
  if (login.decision !== 'denied') return allOf([verdict, login]);
  if (hasMore) return withLogin(needs, verdict);
  // Actions that the repository's policy allows work through the API without a login, or if another policy allows the login.
  const letIn = operationVerdict(needs, asker, { ...policies, identity: deniesOf(policies.identity) });
  if (letIn.decision === 'denied' || loginVerdict(needs, asker, withAnything(policies)).decision === 'denied')
    return login;
  return withLogin(needs, letIn);
}

const ownPolicies = 'its own policies allow ';

/** The condition of a login to a private registry. */
export const loginCondition = `${ownPolicies}${loginAction}`;

export function isLoginCondition(text: string): boolean {
  return text.startsWith(ownPolicies);
}

/**
 * The verdicts without those on ways to an operation that is surely allowed anyway, or that is as unknown as they are. They
 * would say nothing new.
 */
export function withoutImplied(needs: readonly OperationNeeds[], verdicts: readonly Verdict[]): readonly Verdict[] {
  return verdicts.map((verdict, number) => {
    const { by, operation } = needs[number] ?? {};
    if (by === undefined || verdict.decision === 'denied') return verdict;
    const own = verdicts[needs.findIndex((one) => one.by === undefined && one.operation === operation)];
    const isImplied = own?.decision === 'allowed' || (own?.decision === 'unknown' && verdict.decision === 'unknown');
    return isImplied ? { decision: 'denied', conditions: [], statements: [] } : verdict;
  });
}

/** Adds the condition that a policy which is not in the templates lets the principal log in. */
export function withLogin({ login }: OperationNeeds, verdict: Verdict): Verdict {
  const { decision, conditions } = verdict;
  if (decision === 'denied') return verdict;
  return {
    ...verdict,
    decision: decision === 'unknown' ? 'unknown' : 'conditional',
    conditions: [...conditions, `${ownPolicies}${login.join(' and ')}`],
  };
}

/** The login names no resource, so a repository's policy does not decide about it. */
function loginVerdict(
  { login }: OperationNeeds,
  { principal, context, resource }: Asker,
  { identity, boundary }: Policies,
): Verdict {
  const own = { ...(identity && { identity }), ...(boundary && { boundary }) };
  const asked = { principal, context: withoutResourceTags(context), resource: { arn: '*', account: resource.account } };
  return allOf(login.map((action) => evaluate({ ...asked, action }, own)));
}

function deniesOf(statements: Policies['identity']): readonly Statement[] {
  return statements === undefined || statements === 'unknown'
    ? []
    : statements.filter(({ effect }) => effect === 'Deny');
}

/** The policies with an identity that is allowed everything that no statement denies. */
function withAnything(policies: Policies): Policies {
  const [denies, source] = [deniesOf(policies.identity), { template: '', logicalId: '', path: '' }];
  const anything: Statement = { effect: 'Allow', actions: ['*'], resources: ['*'], conditions: [], source, when: [] };
  return { ...policies, identity: [...denies, anything] };
}
