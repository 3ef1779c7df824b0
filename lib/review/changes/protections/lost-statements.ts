import { groupedBy } from '../../../private/values/grouped-by';
import { quotedList, shown } from '../../rules/shown';
import { type GraphResource, type Statement, type TemplateGraph } from '../../templates/template-graph';
import { hasUnresolved } from '../../texts/symbolic-text';
import { matchesPattern } from '../../texts/wildcard-match';
import { type FoundChange } from '../change-kind';
import { type Comparison } from '../comparison';
import { canonical } from '../value-difference';
import { keyStatements } from './key-policies';

/** The statements of a repository, a registry, a KMS key or an identity, of all of its policies together. */
interface Policies {
  readonly resource: GraphResource;
  readonly word: string;
  readonly name: string;
  readonly statements: readonly Statement[];
}

/** Denies, conditions and dates of expiry that policies no longer have, wherever the statements are. */
export function lostStatements({ before, after, templates }: Comparison): FoundChange[] {
  const names = new Map(templates.map((pair) => [pair.before.name, pair.after.name]));
  const now = byKey(policiesIn(after), (name) => name);
  return [...byKey(policiesIn(before), (name) => names.get(name) ?? name)].flatMap(([key, were]) => {
    const are = now.get(key);
    return are ? [...lostDenies(were, are), ...lostConditions(were, are)] : [];
  });
}

function byKey(all: readonly Policies[], nameNow: (template: string) => string): Map<string, Policies> {
  const keyOf = ({ word, resource: { source } }: Policies) =>
    JSON.stringify([word, nameNow(source.template), source.logicalId]);
  return new Map(
    groupedBy(all, keyOf).map((cases) => [
      keyOf(cases[0]),
      { ...cases[0], statements: cases.flatMap(({ statements }) => statements) },
    ]),
  );
}

function policiesIn({ repositories, registries, identities, resources }: TemplateGraph): Policies[] {
  return [
    ...repositories.map(({ resource, name, policy = [] }) => ({
      resource,
      word: 'repository',
      name,
      statements: policy,
    })),
    ...registries.map(({ resource, policy }) => ({ resource, word: 'the registry', name: '', statements: policy })),
    ...resources
      .filter(({ type }) => type === 'AWS::KMS::Key')
      .map((resource) => ({
        resource,
        word: 'KMS key',
        name: resource.source.logicalId,
        statements: keyStatements(resource),
      })),
    ...identities
      .filter(({ isImported }) => isImported !== true)
      .flatMap(({ resource, kind, name, policies, trust = [] }) => [
        { resource, word: kind, name, statements: policies },
        { resource, word: `trust of ${kind}`, name, statements: trust },
      ]),
  ];
}

function lostDenies(were: Policies, are: Policies): FoundChange[] {
  const denies = (list: readonly Statement[]) => list.filter(({ effect }) => effect === 'Deny');
  const candidates = denies(are.statements);
  const kept = new Set(candidates.map(contentOf));
  const isLost = (deny: Statement) => !candidates.some((one) => deniesAll(one, deny));
  const lost = denies(were.statements).filter((deny) => !kept.has(contentOf(deny)) && perAction(deny).some(isLost));
  return unique(lost, contentOf).map((deny) => ({
    kind: 'protection lowered',
    what: `${statementText(deny)} of ${policiesText(are)} goes or denies less`,
    why: lostText(perAction(deny).filter(isLost)),
    fix: 'Keep the statement, or say in the pull request why it is no longer needed.',
    source: are.resource.source,
    rank: are.word === 'repository' ? 0 : 2,
  }));
}

/** A statement for each action, because several statements may deny what one did. */
function perAction(statement: Statement): Statement[] {
  const { actions = [] } = statement;
  return actions.length === 0 ? [statement] : actions.map((action) => ({ ...statement, actions: [action] }));
}

/** The most actions in a sentence. */
const most = 5;

function lostText(lost: readonly Statement[]): string {
  const actions = lost.flatMap((statement) => statement.actions ?? []);
  if (actions.length === 0) return 'What it denied is allowed as soon as any policy allows it.';
  const more = actions.length > most ? ` and ${actions.length - most} more` : '';
  return `It denied ${quotedList(actions.slice(0, most))}${more}. What it denied is allowed as soon as any policy allows it.`;
}

function unique<T>(items: readonly T[], keyOf: (item: T) => string): T[] {
  return groupedBy(items, keyOf).map(([one]) => one);
}

function statementText({ sid }: Statement): string {
  return sid === undefined ? 'A Deny statement' : `Deny statement '${shown(sid)}'`;
}

function policiesText({ word, name, resource: { source } }: Policies): string {
  if (name === '') return word;
  const isGenerated = hasUnresolved(name) || name === source.logicalId;
  return isGenerated ? `${word} ${shown(source.logicalId)}` : `${word} '${shown(name)}'`;
}

/** The statement without its name and its location, so that a policy may move to another resource. */
function contentOf({ effect, conditions, ...statement }: Statement): string {
  return canonical([effect, coreOf(statement), [...conditions].map(canonical).sort()]);
}

function coreOf({
  principals,
  notPrincipals,
  actions,
  notActions,
  resources,
  notResources,
}: Omit<Statement, 'effect' | 'conditions'>) {
  const sorted = (list: readonly unknown[] | undefined) => list?.map(canonical).sort();
  const lower = (list: readonly string[] | undefined) => list?.map((one) => one.toLowerCase());
  return [principals, notPrincipals, lower(actions), lower(notActions), resources, notResources].map(
    (list) => sorted(list) ?? null,
  );
}

/** Whether a deny includes another one: the same elements or more of them, under the same conditions or fewer. */
function deniesAll(wide: Statement, narrow: Statement): boolean {
  const includes = (some: readonly string[] | undefined, others: readonly string[] | undefined) =>
    others === undefined || (some?.length ?? 0) === 0
      ? some === others || (some ?? []).length === (others ?? []).length
      : others.every((other) =>
          (some ?? []).some((one) => matchesPattern(one.toLowerCase(), other.toLowerCase()) === 'yes'),
        );
  const principals = (list: Statement['principals']) => list?.map(({ type, value }) => `${type} ${value}`);
  const isAnyone = wide.principals?.some(({ value }) => value === '*') === true;
  const conditions = new Set(narrow.conditions.map(canonical));
  return (
    includes(wide.actions, narrow.actions) &&
    includes(wide.resources, narrow.resources) &&
    (isAnyone || includes(principals(wide.principals), principals(narrow.principals))) &&
    [wide.notActions, wide.notResources, wide.notPrincipals].every((list) => list === undefined) &&
    wide.conditions.every((condition) => conditions.has(canonical(condition)))
  );
}

/** Conditions of an Allow that are gone or that end later. Access that is wider in another way is in the rows. */
function lostConditions(were: Policies, are: Policies): FoundChange[] {
  const allows = (list: readonly Statement[]) => list.filter(({ effect }) => effect === 'Allow');
  const known = new Set(allows(were.statements).map(contentOf));
  const kept = new Set(allows(are.statements).map(contentOf));
  const fresh = groupsByCore(allows(are.statements).filter((one) => !known.has(contentOf(one))));
  const old = groupsByCore(allows(were.statements).filter((one) => !kept.has(contentOf(one))));
  return [...old].flatMap(([core, statements]) => {
    const [after] = fresh.get(core) ?? [];
    const [before] = statements;
    const lost = before && after ? lostOf(before, after) : [];
    if (lost.length === 0 || !after) return [];
    return [
      {
        kind: 'protection lowered',
        what: `A statement of ${policiesText(are)} ${lost.join(' and ')}`,
        why: 'Its access holds in more cases, or for a longer time.',
        fix: 'Keep the condition, or say in the pull request why it is no longer needed.',
        source: are.resource.source,
        rank: are.word === 'repository' ? 0 : 2,
      } satisfies FoundChange,
    ];
  });
}

function groupsByCore(statements: readonly Statement[]): Map<string, Statement[]> {
  const coreText = (statement: Statement) => canonical(coreOf(statement));
  return new Map(groupedBy(statements, coreText).map((group) => [coreText(group[0]), [...group]]));
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
