import { type Federation, type FederatedTrust, type Stranger } from '../../issuers/federation';
import { federations } from '../../issuers/federations';
import { evaluate } from '../../evaluation/access-evaluator';
import {
  type IdentityNode,
  type NamedPrincipal,
  type Statement,
  type TemplateGraph,
} from '../../templates/template-graph';
import { exampleText } from '../arn-example';
import { demandOf, hasWildcard } from '../condition-operator';
import { readableAllows } from '../resource-policies';
import { reviewRule, type FoundProblem, type ReviewRule } from '../review-rule';
import { roleChainsOf } from '../role-chains';
import { shown } from '../shown';
import { isAbout } from '../statement-actions';

/** A rule for each federation. It finds trust policies that let strangers become a role. */
export const federationRules: readonly ReviewRule[] = federations.map((federation) =>
  reviewRule({
    id: federation.id,
    severity: federation.severity,
    title: federation.title,
    needsReviewer: federation.isOpenToAnyone,
    findProblems: (graph) =>
      graph.identities.flatMap((identity) =>
        readableAllows(identity.trust ?? [])
          .filter((statement) => isAbout(statement, federation.action))
          .flatMap((statement) => problemsOf(federation, identity, statement, graph)),
      ),
  }),
);

function problemsOf(
  federation: Federation,
  identity: IdentityNode,
  statement: Statement,
  graph: TemplateGraph,
): FoundProblem[] {
  const principal = statement.principals?.find(federation.isPrincipal);
  if (!principal) return [];
  const pushes = roleChainsOf(graph).toPusher(identity) !== undefined;
  const stranger = federation
    .strangers(trustOf(statement, identity, pushes))
    .find((one) => canBecome(one, federation, principal, statement, identity));
  if (!stranger) return [];
  const { severity, problem, fix } = stranger;
  return [{ source: statement.source, severity, message: `Role '${shown(identity.name)}' ${problem}`, fix }];
}

function trustOf({ conditions }: Statement, { resource }: IdentityNode, pushes: boolean): FederatedTrust {
  const valuesOf = (key: string, isPattern: boolean) =>
    conditions
      .filter((condition) => condition.key.toLowerCase() === key)
      .flatMap((condition) => {
        const like = demandOf(condition) === 'like';
        return condition.values.filter((value) => (like && hasWildcard(value)) === isPattern);
      });
  return {
    pinned: (key) => valuesOf(key, false),
    examples: (key) => valuesOf(key, true).map(exampleText),
    keys: conditions.map(({ key }) => key.toLowerCase()),
    place: resource.env,
    pushes,
  };
}

/** Whether the whole trust policy lets a stranger become the role. A condition on another key of its tokens limits it, too. */
function canBecome(
  { contexts }: Stranger,
  { action, keys }: Federation,
  { type, value }: NamedPrincipal,
  statement: Statement,
  identity: IdentityNode,
): boolean {
  const denies = (identity.trust ?? []).filter(
    ({ effect, unreadable }) => effect === 'Deny' && unreadable === undefined,
  );
  return contexts.some((context) => {
    const isLimited = statement.conditions.some(
      (condition) =>
        keys.test(condition.key.toLowerCase()) &&
        !Object.hasOwn(context, condition.key.toLowerCase()) &&
        demandOf(condition) !== 'weak',
    );
    if (isLimited) return false;
    const { decision } = evaluate(
      {
        principal: { type: type === 'Service' ? 'Service' : 'Federated', value, account: '' },
        action,
        resource: { arn: identity.arn, account: identity.account },
        context,
      },
      { resource: [statement, ...denies] },
    );
    return decision === 'allowed' || decision === 'conditional';
  });
}
