import { operatorOf } from '../../evaluation/condition-operator';
import {
  type IdentityNode,
  type NamedPrincipal,
  type Statement,
  type TemplateGraph,
  type TemplateSource,
  type UnreviewedPart,
} from '../template-graph';
import { unresolved, isUnresolved, piecesOf } from '../../texts/symbolic-text';

type Nodes = Pick<
  TemplateGraph,
  'repositories' | 'publicRepositories' | 'creationTemplates' | 'identities' | 'registries'
>;

/** A policy, as the report names it. */
interface OwnedPolicy {
  readonly of: string;
  readonly statements: readonly Statement[];
  /** The kinds of principals that the review evaluates in the policy. */
  readonly kinds: readonly string[];
}

const inEcr = ['*', 'AWS', 'Service'];
const inTrusts = [...inEcr, 'Federated'];

/** The parts of the policies of some nodes that the review could not read. */
export function unreadPolicies(nodes: Nodes): UnreviewedPart[] {
  const byStatement = new Map(
    policiesIn(nodes)
      .flatMap(unreadStatements)
      .reverse() // a policy of several identities is named after the first
      .map((unread) => [JSON.stringify([unread.source, unread.sid, unread.why]), unread]),
  );
  return [
    ...[...byStatement.values()].reverse().map(({ what, why, source }) => part(what, why, source)),
    ...nodes.identities.flatMap(unreadAttachments),
  ];
}

function policiesIn({
  repositories,
  publicRepositories,
  creationTemplates,
  identities,
  registries,
}: Nodes): OwnedPolicy[] {
  return [
    ...repositories.map(({ name, policy = [] }) => ({ of: `repository '${name}'`, statements: policy, kinds: inEcr })),
    ...publicRepositories.map(({ name, policy = [] }) => ({
      of: `public repository '${name}'`,
      statements: policy,
      kinds: inEcr,
    })),
    ...creationTemplates.map(({ name, policy = [] }) => ({
      of: `the creation template for '${name}'`,
      statements: policy,
      kinds: inEcr,
    })),
    ...registries.map(({ policy }) => ({ of: 'the registry', statements: policy, kinds: inEcr })),
    ...identities.flatMap((identity) => {
      const { trust = [], policies, boundary } = identity;
      const of = nameOf(identity);
      return [
        { of: `the trust policy of ${of}`, statements: trust, kinds: inTrusts },
        { of, statements: policies, kinds: inTrusts },
        { of: `the boundary of ${of}`, statements: boundary === 'unknown' ? [] : (boundary ?? []), kinds: inTrusts },
      ];
    }),
  ];
}

function nameOf({ kind, name }: IdentityNode): string {
  return `${kind} '${name}'`;
}

function unreadStatements({ of, statements, kinds }: OwnedPolicy): (UnreviewedPart & Pick<Statement, 'sid'>)[] {
  return statements.flatMap((statement) => {
    const { sid, source, unreadable } = statement;
    const what = `${sid === undefined ? 'a statement' : `statement '${sid}'`} of ${of}`;
    const problems = [
      ...(unreadable === undefined ? [] : [unreadable]),
      ...foreignPrincipals(statement, kinds),
      ...unknownOperators(statement),
    ];
    return problems.map((why) => ({ what, why, source, ...(sid !== undefined && { sid }) }));
  });
}

function foreignPrincipals({ principals = [], notPrincipals = [] }: Statement, kinds: readonly string[]): string[] {
  const foreign = [...principals, ...notPrincipals].filter(({ type }) => !kinds.includes(type));
  return foreign.map(({ type, value }: NamedPrincipal) => `the review does not check principal ${type} '${value}'`);
}

function unknownOperators({ conditions }: Statement): string[] {
  return conditions
    .filter(({ operator }) => operatorOf(operator) === undefined)
    .map(({ operator, key }) => `the review does not know operator '${operator}' of its condition on ${key}`);
}

/** Attached policies and boundaries that are in no template, and policies for an identity without a known name. */
function unreadAttachments(identity: IdentityNode): UnreviewedPart[] {
  const { resource, unknownPolicies, boundary } = identity;
  const of = nameOf(identity);
  return [
    ...unknownPolicies.map((arn) => part(`policy ${arn} of ${of}`, 'its document is in no template', resource.source)),
    ...(boundary === 'unknown'
      ? [part(`the permissions boundary of ${of}`, 'its document is in no template', resource.source)]
      : []),
    ...(isUnnamed(identity)
      ? [
          part(
            `a policy that is attached to ${of}`,
            `this ${identity.kind} is known only at deploy, and may be another ${identity.kind} of the templates`,
            resource.source,
          ),
        ]
      : []),
  ];
}

/** Whether a policy names an identity by a value that is known only at deploy, and no template has that identity. */
function isUnnamed({ name, isImported }: IdentityNode): boolean {
  const ofEnvironment = new Set(['AWS::AccountId', 'AWS::Partition', 'AWS::Region'].map(unresolved));
  return isImported === true && piecesOf(name).some((piece) => isUnresolved(piece) && !ofEnvironment.has(piece));
}

function part(what: string, why: string, source: TemplateSource): UnreviewedPart {
  return { what, why, source };
}
