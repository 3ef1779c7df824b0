import { repositoryActions } from '../../private/ecr-actions';
import { evaluate } from '../access-evaluator';
import { type Statement } from '../template-graph';
import { exampleOf } from './arn-example';
import { type Asker, outsidersOf } from './outsiders';
import { accountOfPrincipal, isAnyone } from './principals';
import { type ResourcePolicy } from './resource-policies';
import { actionsAmong } from './statement-actions';

const becomings = ['sts:AssumeRole', 'sts:AssumeRoleWithWebIdentity', 'sts:AssumeRoleWithSAML'];

/** The actions of a statement that a rule can ask about. */
export function actionsOf(statement: Statement, { of }: ResourcePolicy): string[] {
  const known = actionsAmong(statement, of === 'role' ? becomings : repositoryActions);
  const [other] = statement.actions ?? [];
  return known.length > 0 || other === undefined ? known : [other.replace(/[*?]/g, 'x')];
}

/** What an asker can do by one statement of a policy, with all that the policy denies it. */
export function allowedTo(
  askers: readonly Asker[],
  actions: readonly string[],
  statement: Statement,
  policy: ResourcePolicy,
): string[] {
  // A Deny that could not be read is reported as such. What it may deny is not taken for denied.
  const denies = policy.statements.filter(({ effect, unreadable }) => effect === 'Deny' && unreadable === undefined);
  const deciding = [statement, ...denies].map(withStars);
  const allows = (action: string) => askers.some((asker) => isAllowed(asker, action, deciding, policy));
  const [first] = actions;
  if (denies.length > 0 || first === undefined) return actions.filter(allows);
  return allows(first) ? [...actions] : [];
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
export function askersFor(value: string, policy: ResourcePolicy): Asker[] {
  const account = accountOfPrincipal({ type: 'AWS', value }) ?? '';
  const isOne = /:(role|user|assumed-role|federated-user)\//.test(value);
  return outsidersOf(account, policy).map((asker) =>
    isOne
      ? { principal: { ...asker.principal, value }, context: { ...asker.context, 'aws:principalarn': [value] } }
      : asker,
  );
}
