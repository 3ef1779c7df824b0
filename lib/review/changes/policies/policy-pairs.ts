import { groupedBy } from '../../../private/values/grouped-by';
import { shown } from '../../rules/shown';
import { type GraphResource, type Statement, type TemplateGraph } from '../../templates/template-graph';
import { hasUnresolved } from '../../texts/symbolic-text';
import { comparedTypes } from '../compared-types';
import { type Comparison } from '../comparison';
import { withoutPrefix } from '../value-difference';
import { policyHolders } from './policy-holders';

/** The statements of all policies of one resource or identity together. */
export interface Policies {
  readonly resource: GraphResource;
  readonly word: string;
  readonly name: string;
  /** The statements. The names of their unresolved values have no prefix of the template. */
  readonly statements: readonly Statement[];
  /** Whether the access that they allow is in the rows of the report. */
  readonly isInRows: boolean;
  /** Whether no template has the resource itself. */
  readonly isOutside: boolean;
  readonly rank: 0 | 1 | 2 | 3;
}

export interface PolicyPair {
  readonly were: Policies;
  readonly are: Policies;
}

/** The policies of everything that both graphs have, and those of resources outside of the templates, before and now. */
export function policyPairs({ before, after, templates }: Comparison): PolicyPair[] {
  const names = new Map(templates.map((pair) => [pair.before.name, pair.after.name]));
  const old = byKey(policiesIn(before), (name) => names.get(name) ?? name);
  const now = byKey(policiesIn(after), (name) => name);
  const paired = [...old].flatMap(([key, were]) => {
    const are = now.get(key) ?? (were.isOutside && names.has(were.resource.source.template) ? bare(were) : undefined);
    return are ? [{ were, are }] : [];
  });
  const added = [...now].filter(([key, { isOutside }]) => isOutside && !old.has(key));
  return [...paired, ...added.map(([, are]) => ({ were: bare(are), are }))];
}

function bare(policies: Policies): Policies {
  return { ...policies, statements: [] };
}

function byKey(all: readonly Policies[], nameNow: (template: string) => string): Map<string, Policies> {
  const keyOf = ({ word, name, isOutside, resource: { source } }: Policies) =>
    JSON.stringify(isOutside ? [word, name] : [word, nameNow(source.template), source.logicalId]);
  return new Map(
    groupedBy(all, keyOf).map((cases) => [
      keyOf(cases[0]),
      { ...cases[0], statements: cases.flatMap(({ statements }) => statements) },
    ]),
  );
}

function policiesIn(graph: TemplateGraph): Policies[] {
  const prefixes = new Map(graph.templates.map(({ name, prefix }) => [name, prefix]));
  return allIn(graph).map((policies) => ({
    ...policies,
    ...(policies.isOutside && { name: withoutPrefixOfName(policies, prefixes) }),
    statements: policies.statements.map((statement) => withoutPrefixOf(statement, prefixes)),
  }));
}

/** A resource outside of the templates may have the name of one of their parameters. */
function withoutPrefixOfName({ name, resource: { source } }: Policies, prefixes: ReadonlyMap<string, string>): string {
  return String(withoutPrefix({ value: name, prefix: prefixes.get(source.template) ?? '' }));
}

function withoutPrefixOf(statement: Statement, prefixes: ReadonlyMap<string, string>): Statement {
  const { source } = statement;
  const prefix = prefixes.get(source.template) ?? '';
  return { ...(withoutPrefix({ value: statement, prefix }) as Statement), source };
}

const inRows = { isInRows: true, isOutside: false };

function allIn(graph: TemplateGraph): Policies[] {
  const { repositories, publicRepositories, creationTemplates, registries, identities } = graph;
  const nodes = (word: string, list: typeof repositories, rank: Policies['rank']) =>
    list.map(({ resource, name, policy = [] }) => ({ ...inRows, resource, word, name, statements: policy, rank }));
  return [
    ...nodes('repository', repositories, 0),
    ...nodes('public repository', publicRepositories, 0),
    ...nodes('creation template', creationTemplates, 2),
    ...registries.map(({ resource, policy }) => {
      return { ...inRows, resource, word: 'the registry', name: '', statements: policy, rank: 2 as const };
    }),
    ...policyHolders(graph).map(({ type, word, resource, id, isOutside, statements }) => {
      return {
        isInRows: false,
        isOutside,
        resource,
        word,
        name: id,
        statements,
        rank: comparedTypes.get(type)?.rank ?? 2,
      };
    }),
    ...identities
      .filter(({ isImported }) => isImported !== true)
      .flatMap(({ resource, kind, name, policies, trust = [] }) => [
        { ...inRows, resource, word: kind, name, statements: policies, rank: 2 as const },
        { ...inRows, resource, word: `trust of ${kind}`, name, statements: trust, rank: 2 as const },
      ]),
  ];
}

/** The resource with the policies in a sentence. */
export function policiesText({ word, name, resource: { source }, isOutside }: Policies): string {
  if (name === '') return word;
  const isGenerated = !isOutside && (hasUnresolved(name) || name === source.logicalId);
  return isGenerated ? `${word} ${shown(source.logicalId)}` : `${word} '${shown(name)}'`;
}
