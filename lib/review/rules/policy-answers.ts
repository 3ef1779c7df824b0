import { createHash } from 'node:crypto';
import { adminActions, repositoryActions, writeActions } from '../../private/aws/ecr-actions';
import { evaluate } from '../evaluation/access-evaluator';
import { type Statement } from '../templates/template-graph';
import { exampleOf } from './arn-example';
import {
  accountsInConditions,
  type SampleCaller,
  type SampleCallers,
  callersOfAccount,
  unnamedAccount,
} from './sample-callers';
import { accountOfPrincipal, isAnyone } from './principals';
import { type ResourcePolicy } from './resource-policies';
import { actionsAmong, isAbout } from './statement-actions';

const assumeActions = ['sts:AssumeRole', 'sts:AssumeRoleWithWebIdentity', 'sts:AssumeRoleWithSAML'];

/** The actions that change a repository of Amazon ECR Public. Anyone can read it. */
const publicActions = [...writeActions, ...adminActions].map((action) => actionIn('public repository', action));

/** The name of an action of ECR for a kind of policy. */
export function actionIn(of: ResourcePolicy['of'], action: string): string {
  return of === 'public repository' ? action.replace(/^ecr:/, 'ecr-public:') : action;
}

/** The actions of a statement for which a rule can ask the evaluator. */
export function actionsOf(statement: Statement, { of }: ResourcePolicy): string[] {
  if (of === 'public repository') return actionsAmong(statement, publicActions);
  const known = actionsAmong(statement, of === 'role' ? assumeActions : repositoryActions);
  const [other] = statement.actions ?? [];
  return known.length > 0 || other === undefined ? known : [other.replace(/[*?]/g, 'x')];
}

/** The actions that some callers may do by one statement of a policy, after all denies of the policy. */
export function allowedTo(
  samples: SampleCallers,
  actions: readonly string[],
  statement: Statement,
  policy: ResourcePolicy,
): readonly string[] {
  if (actions.length === 0) return [];
  const question = [contentOf(policy), policy.statements.indexOf(statement), samples.question, ...actions].join('\n');
  const known = policy.answers.get(question) ?? answer(samples.callers(), actions, statement, policy);
  policy.answers.set(question, known);
  return known;
}

/** Evaluates the actions. Actions that the same statements deny have the same answer. */
function answer(
  callers: readonly SampleCaller[],
  actions: readonly string[],
  statement: Statement,
  policy: ResourcePolicy,
): string[] {
  // A Deny that could not be read is reported separately. It counts as if it denied nothing.
  const denies = policy.statements.filter(({ effect, unreadable }) => effect === 'Deny' && unreadable === undefined);
  const deciding = [statement, ...denies].map(withStars);
  const answers = new Map<string, boolean>();
  return actions.filter((action) => {
    const sameDenies = denies.map((deny) => (isAbout(deny, action) ? 1 : 0)).join('');
    const known = answers.get(sameDenies) ?? callers.some((caller) => isAllowed(caller, action, deciding, policy));
    answers.set(sameDenies, known);
    return known;
  });
}

const contents = new WeakMap<ResourcePolicy, string>();

/**
 * A hash of everything in a policy that an answer depends on. It is short, because each statement of the policy has its
 * own question.
 */
function contentOf(policy: ResourcePolicy): string {
  const { statements, resource, arn, of } = policy;
  const known = contents.get(policy);
  if (known !== undefined) return known;
  const namesResources = statements.some(({ resources, notResources }) => resources ?? notResources);
  const whole = [of, resource.env, namesResources ? arn : '', statements];
  const text = JSON.stringify(whole, (key, value: unknown) => (key === 'source' || key === 'sid' ? undefined : value));
  const content = createHash('sha256').update(text).digest('hex');
  contents.set(policy, content);
  return content;
}

function isAllowed(
  caller: SampleCaller,
  action: string,
  deciding: readonly Statement[],
  policy: ResourcePolicy,
): boolean {
  return resourcesOf(policy, deciding[0]).some((arn) => {
    const { decision } = evaluate(
      { ...caller, action, resource: { arn, account: policy.resource.env.account } },
      { resource: deciding },
    );
    return decision === 'allowed' || decision === 'conditional';
  });
}

/** Replaces an ARN with `*` as its account by `*`, because both mean anyone. */
function withStars(statement: Statement): Statement {
  return statement.principals?.some(isAnyone) === true
    ? { ...statement, principals: statement.principals.map((one) => (isAnyone(one) ? { type: '*', value: '*' } : one)) }
    : statement;
}

/** The resources of a statement. A registry policy names them, and every other policy is about its own resource. */
function resourcesOf({ arn, resource: { env } }: ResourcePolicy, statement: Statement | undefined): string[] {
  if (arn !== undefined) return [arn];
  const like = { ...env, service: 'ecr', resource: 'repository/any' };
  return (statement?.resources ?? ['*']).slice(0, 10).map((pattern) => exampleOf(pattern, like));
}

/** Sample callers for a principal: the principal itself, or some roles if it is a whole account. */
export function callersFor(value: string, policy: ResourcePolicy): SampleCallers {
  const account = accountOfPrincipal({ type: 'AWS', value }) ?? '';
  const isOne = /:(role|user|assumed-role|federated-user)\//.test(value);
  const callers = () =>
    callersOfAccount(account, policy).map((caller) =>
      isOne
        ? { principal: { ...caller.principal, value }, context: { ...caller.context, 'aws:principalarn': [value] } }
        : caller,
    );
  return { question: `principal ${value}`, callers };
}

/** Roles of some accounts whose names are in no policy. */
export function anyRolesOf(accounts: readonly string[], policy: ResourcePolicy): SampleCallers {
  return {
    question: `any roles of ${accounts.join(' ')}`,
    callers: () =>
      accounts
        .flatMap((account) => callersOfAccount(account, policy))
        .filter(({ principal }) => principal.value.endsWith(':role/any')),
  };
}

/** Callers of other accounts, in any organization. */
export function callersOfOtherAccounts(policy: ResourcePolicy): SampleCallers {
  return {
    question: 'others',
    callers: () => otherAccounts(policy).flatMap((account) => callersOfAccount(account, policy)),
  };
}

/** Other accounts: those in the conditions of a policy, and one that no condition names. */
export function otherAccounts(policy: ResourcePolicy): string[] {
  return [unnamedAccount(policy), ...accountsInConditions(policy)];
}
