import { groupedBy } from '../../../private/values/grouped-by';
import { quotedList, shown } from '../../rules/shown';
import { type Statement } from '../../templates/template-graph';
import { type FoundChange } from '../change-kind';
import { type Comparison } from '../comparison';
import { type Policies, policiesText, policyPairs } from '../policies/policy-pairs';
import { contentOf, coreOf, includesStatement, perAction, perPrincipal, unique } from '../policies/statement-parts';

/** Denies, conditions and dates of expiry that policies no longer have, wherever the statements are. */
export function lostStatements(comparison: Comparison): FoundChange[] {
  return policyPairs(comparison).flatMap(({ were, are }) => [...lostDenies(were, are), ...lostConditions(were, are)]);
}

function lostDenies(were: Policies, are: Policies): FoundChange[] {
  const denies = (list: readonly Statement[]) => list.filter(({ effect }) => effect === 'Deny');
  const candidates = denies(are.statements);
  const isLost = (deny: Statement) => !candidates.some((one) => includesStatement(one, deny));
  const lost = denies(were.statements).filter((deny) => partsOf(deny).some(isLost));
  return unique(lost, contentOf).map((deny) => ({
    kind: 'protection lowered',
    what: `${statementText(deny)} of ${policiesText(are)} goes or denies less`,
    why: lostText(partsOf(deny).filter(isLost)),
    fix: 'Keep the statement, or say in the pull request why it is no longer needed.',
    source: are.resource.source,
    rank: are.rank,
  }));
}

/** A statement for each action and principal. A Deny of NotPrincipal is whole. */
function partsOf(statement: Statement): Statement[] {
  return perAction(statement).flatMap(perPrincipal);
}

/** The most actions in a sentence. */
const most = 5;

function lostText(lost: readonly Statement[]): string {
  const actions = [...new Set(lost.flatMap((statement) => statement.actions ?? []))];
  if (actions.length === 0) return 'What it denied is allowed as soon as any policy allows it.';
  const more = actions.length > most ? ` and ${actions.length - most} more` : '';
  return `It denied ${quotedList(actions.slice(0, most))}${more}. What it denied is allowed as soon as any policy allows it.`;
}

function statementText({ sid }: Statement): string {
  return sid === undefined ? 'A Deny statement' : `Deny statement '${shown(sid)}'`;
}

/** Conditions of an Allow that are gone or that end later. Access that is wider in another way is in the rows. */
function lostConditions(were: Policies, are: Policies): FoundChange[] {
  return unique(
    lostConditionsOf(were, are).map(({ lost }) => lost.join(' and ')),
    (text) => text,
  ).map((lost) => ({
    kind: 'protection lowered',
    what: `A statement of ${policiesText(are)} ${lost}`,
    why: 'Its access holds in more cases, or for a longer time.',
    fix: 'Keep the condition, or say in the pull request why it is no longer needed.',
    source: are.resource.source,
    rank: are.rank,
  }));
}

/** The Allow statements that have fewer conditions than before, or end later, and what they lost in words. */
export function lostConditionsOf(were: Policies, are: Policies): { after: Statement; lost: readonly string[] }[] {
  const allows = (list: readonly Statement[]) => list.filter(({ effect }) => effect === 'Allow');
  const known = new Set(allows(were.statements).map(contentOf));
  const kept = new Set(allows(are.statements).map(contentOf));
  const fresh = groupsByCore(allows(are.statements).filter((one) => !known.has(contentOf(one))));
  const old = groupsByCore(allows(were.statements).filter((one) => !kept.has(contentOf(one))));
  return [...old].flatMap(([core, [before]]) => {
    const [after] = fresh.get(core) ?? [];
    const lost = before && after ? lostOf(before, after) : [];
    return after && lost.length > 0 ? [{ after, lost }] : [];
  });
}

function groupsByCore(statements: readonly Statement[]): Map<string, Statement[]> {
  return new Map(groupedBy(statements, coreOf).map((group) => [coreOf(group[0]), [...group]]));
}

function lostOf(before: Statement, after: Statement): string[] {
  const keys = new Set(after.conditions.map(({ key }) => key.toLowerCase()));
  const gone = before.conditions.filter(({ key }) => !keys.has(key.toLowerCase())).map(({ key }) => key);
  const later = before.conditions.flatMap(({ operator, key, values }) => {
    const other = after.conditions.find(
      (one) => one.operator === operator && one.key.toLowerCase() === key.toLowerCase(),
    );
    const [was, is] = [values[0], other?.values[0]];
    const isLater =
      operator.startsWith('DateLessThan') && was !== undefined && is !== undefined && Date.parse(is) > Date.parse(was);
    return isLater ? [`ends later, at ${shown(is)} and not at ${shown(was)}`] : [];
  });
  return [...(gone.length === 0 ? [] : [`has no condition for ${quotedList(gone)} any more`]), ...later];
}
