import { type AccessRequest, evaluate, type Policies, type Verdict } from '../evaluation/access-evaluator';
import { type Statement } from '../templates/template-graph';
import { loginAction, type OperationNeeds } from './operations';
import { withoutResourceTags } from './request-context';
import { allOf, anyOf } from './verdicts';

type Asker = Omit<AccessRequest, 'action'>;

/** What the policies say of a whole operation, without the login. */
export function operationVerdict(needs: OperationNeeds, asker: Asker, policies: Policies): Verdict {
  const verdicts = needs.actions.map((action) => evaluate({ ...asker, action }, policies));
  return needs.any ? anyOf(verdicts) : allOf(verdicts);
}

/**
 * What the policies of an identity and of a repository say of an operation, with the login if it needs one.
 *
 * @param hasMore whether the identity may have further policies, which let it log in.
 */
export function identityVerdict(needs: OperationNeeds, asker: Asker, policies: Policies, hasMore = false): Verdict {
  const verdict = operationVerdict(needs, asker, policies);
  if (verdict.decision === 'denied' || !needs.login) return verdict;
  const login = loginVerdict(asker, policies);
  if (login.decision !== 'denied') return allOf([verdict, login]);
  if (hasMore) return withLogin(verdict);
  // What the repository's policy allows can be called without `docker login`, or after another policy allows that.
  const letIn = operationVerdict(needs, asker, { ...policies, identity: deniesOf(policies.identity) });
  if (letIn.decision === 'denied' || loginVerdict(asker, withAnything(policies)).decision === 'denied') return login;
  return withLogin(letIn);
}

export const loginCondition = `a policy of its own allows ${loginAction}`;

/** No statement that the templates hold lets a principal log in; one of its own account may. */
export function withLogin(verdict: Verdict): Verdict {
  const { decision, conditions } = verdict;
  if (decision === 'denied') return verdict;
  return {
    ...verdict,
    decision: decision === 'unknown' ? 'unknown' : 'conditional',
    conditions: [...conditions, loginCondition],
  };
}

/** The login names no resource, so a repository's policy says nothing of it. */
function loginVerdict({ principal, context, resource }: Asker, { identity, boundary }: Policies): Verdict {
  return evaluate(
    {
      principal,
      context: withoutResourceTags(context),
      action: loginAction,
      resource: { arn: '*', account: resource.account },
    },
    { ...(identity && { identity }), ...(boundary && { boundary }) },
  );
}

function deniesOf(statements: Policies['identity']): readonly Statement[] {
  return statements === undefined || statements === 'unknown'
    ? []
    : statements.filter(({ effect }) => effect === 'Deny');
}

/** The same with an identity whose policies allow anything that no statement denies. */
function withAnything(policies: Policies): Policies {
  const [denies, source] = [deniesOf(policies.identity), { template: '', logicalId: '', path: '' }];
  const anything: Statement = { effect: 'Allow', actions: ['*'], resources: ['*'], conditions: [], source, when: [] };
  return { ...policies, identity: [...denies, anything] };
}
