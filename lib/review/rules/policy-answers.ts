import { createHash } from 'node:crypto';
import { repositoryActions } from '../../private/aws/ecr-actions';
import { evaluate } from '../evaluation/access-evaluator';
import { type Statement } from '../templates/template-graph';
import { exampleOf } from './arn-example';
import { accountsInConditions, type Asker, type Asking, outsidersOf, unnamedAccount } from './outsiders';
import { accountOfPrincipal, isAnyone } from './principals';
import { type ResourcePolicy } from './resource-policies';
import { actionsAmong, isAbout } from './statement-actions';

const becomings = ['sts:AssumeRole', 'sts:AssumeRoleWithWebIdentity', 'sts:AssumeRoleWithSAML'];

/** The actions of a statement that a rule can ask about. */
export function actionsOf(statement: Statement, { of }: ResourcePolicy): string[] {
  const known = actionsAmong(statement, of === 'role' ? becomings : repositoryActions);
  const [other] = statement.actions ?? [];
  return known.length > 0 || other === undefined ? known : [other.replace(/[*?]/g, 'x')];
}

/** What some principals can do by one statement of a policy, with all that the policy denies them. */
export function allowedTo(
  asking: Asking,
  actions: readonly string[],
  statement: Statement,
  policy: ResourcePolicy,
): readonly string[] {
  if (actions.length === 0) return [];
  const question = [contentOf(policy), policy.statements.indexOf(statement), asking.question, ...actions].join('\n');
  const known = policy.answers.get(question) ?? answer(asking.askers(), actions, statement, policy);
  policy.answers.set(question, known);
  return known;
}

/** Actions that the same statements deny have the same answer. */
function answer(
  askers: readonly Asker[],
  actions: readonly string[],
  statement: Statement,
  policy: ResourcePolicy,
): string[] {
  // A Deny that could not be read is reported as such. What it may deny is not taken for denied.
  const denies = policy.statements.filter(({ effect, unreadable }) => effect === 'Deny' && unreadable === undefined);
  const deciding = [statement, ...denies].map(withStars);
  const answers = new Map<string, boolean>();
  return actions.filter((action) => {
    const alike = denies.map((deny) => (isAbout(deny, action) ? 1 : 0)).join('');
    const known = answers.get(alike) ?? askers.some((asker) => isAllowed(asker, action, deciding, policy));
    answers.set(alike, known);
    return known;
  });
}

const contents = new WeakMap<ResourcePolicy, string>();

/** A short name for all of a policy that an answer depends on: a question is asked for each of its statements. */
function contentOf(policy: ResourcePolicy): string {
  const { statements, resource, arn, of } = policy;
  const known = contents.get(policy);
  if (known !== undefined) return known;
  const namesResources = statements.some(({ resources, notResources }) => resources ?? notResources);
  const whole = [of, resource.place, namesResources ? arn : '', statements];
  const text = JSON.stringify(whole, (key, value: unknown) => (key === 'source' || key === 'sid' ? undefined : value));
  const content = createHash('sha256').update(text).digest('hex');
  contents.set(policy, content);
  return content;
}

function isAllowed(asker: Asker, action: string, deciding: readonly Statement[], policy: ResourcePolicy): boolean {
  return resourcesOf(policy, deciding[0]).some((arn) => {
    const { decision } = evaluate(
      { ...asker, action, resource: { arn, account: policy.resource.place.account } },
      { resource: deciding },
    );
    return decision === 'allowed' || decision === 'conditional';
  });
}

/** An ARN with `*` as its account names anyone, as `*` does. */
function withStars(statement: Statement): Statement {
  return statement.principals?.some(isAnyone) === true
    ? { ...statement, principals: statement.principals.map((one) => (isAnyone(one) ? { type: '*', value: '*' } : one)) }
    : statement;
}

/** A registry's policy names its resources; the others are about the resource that they are of. */
function resourcesOf({ arn, resource: { place } }: ResourcePolicy, statement: Statement | undefined): string[] {
  if (arn !== undefined) return [arn];
  const like = { ...place, service: 'ecr', resource: 'repository/any' };
  return (statement?.resources ?? ['*']).slice(0, 10).map((pattern) => exampleOf(pattern, like));
}

/** Principals of the account of a principal: itself, or for a whole account some of its roles. */
export function askersFor(value: string, policy: ResourcePolicy): Asking {
  const account = accountOfPrincipal({ type: 'AWS', value }) ?? '';
  const isOne = /:(role|user|assumed-role|federated-user)\//.test(value);
  const askers = () =>
    outsidersOf(account, policy).map((asker) =>
      isOne
        ? { principal: { ...asker.principal, value }, context: { ...asker.context, 'aws:principalarn': [value] } }
        : asker,
    );
  return { question: `principal ${value}`, askers };
}

/** Roles of some accounts whose names no policy means. */
export function anyRolesOf(accounts: readonly string[], policy: ResourcePolicy): Asking {
  return {
    question: `any roles of ${accounts.join(' ')}`,
    askers: () =>
      accounts
        .flatMap((account) => outsidersOf(account, policy))
        .filter(({ principal }) => principal.value.endsWith(':role/any')),
  };
}

/** Principals of other accounts, in any organization. */
export function othersThan(policy: ResourcePolicy): Asking {
  return {
    question: 'others',
    askers: () => otherAccounts(policy).flatMap((account) => outsidersOf(account, policy)),
  };
}

/** Other accounts that the conditions of a policy name, and one that they do not. */
export function otherAccounts(policy: ResourcePolicy): string[] {
  return [unnamedAccount(policy), ...accountsInConditions(policy)];
}
