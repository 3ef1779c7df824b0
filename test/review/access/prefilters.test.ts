import * as fc from 'fast-check';
import { type AccessRow, oneByRepository } from '../../../lib/review/access/access-row';
import { directAccess } from '../../../lib/review/access/direct-rows';
import { judge, sourceOf } from '../../../lib/review/access/identity-verdicts';
import { grantedPrincipals } from '../../../lib/review/access/named-principals';
import { operationVerdict } from '../../../lib/review/access/operation-verdict';
import { operationNeeds } from '../../../lib/review/access/operations';
import { principalName } from '../../../lib/review/access/principal-name';
import { RepositoryIndex } from '../../../lib/review/access/repository-index';
import { matchesResourceArn } from '../../../lib/review/evaluation/resource-match';
import { onlyIf, underConditions } from '../../../lib/review/access/verdicts';
import {
  type IdentityNode,
  type RepositoryNode,
  type Statement,
  type TemplateGraph,
} from '../../../lib/review/templates/template-graph';
import { isExcluded } from '../../../lib/review/templates/excluded-statement';
import { hasUnresolved } from '../../../lib/review/texts/symbolic-text';
import { isSameText } from '../../../lib/review/texts/wildcard-match';
import { anything, graphOf, known, repositoryOf, resourcePattern, type Vocabulary } from './graph-arbitraries';

/** The rows of the identities without any optimization: each identity, each repository, each statement. */
function slowRows({ identities, repositories }: TemplateGraph): AccessRow[] {
  return identities.flatMap((identity) =>
    repositories.filter((one) => mayUse(identity, one)).flatMap((repository) => slowRowsOf(identity, repository)),
  );
}

function mayUse(identity: IdentityNode, repository: RepositoryNode): boolean {
  return isOfOneAccount(identity, repository) && !isExcluded(identity.resource, repository.resource);
}

/** For an identity of another account, only the repository's policy decides. */
function isOfOneAccount({ account }: IdentityNode, { resource }: RepositoryNode): boolean {
  return isSameText(account, resource.env.account) !== 'no';
}

function slowRowsOf(identity: IdentityNode, repository: RepositoryNode): AccessRow[] {
  const when = [...identity.resource.when, ...repository.resource.when];
  return judge(identity, repository, operationNeeds).flatMap((verdict, index): AccessRow[] => {
    const { decision, conditions, statements } = onlyIf(underConditions(verdict, when), identity.onlyIf ?? []);
    const operation = operationNeeds[index]?.operation;
    if (decision === 'denied' || operation === undefined) return [];
    const [principal, source] = [
      principalName(identity),
      sourceOf({ decision, conditions, statements }, identity, [repository, repository]),
    ];
    const { name, arn } = repository;
    return [{ principal, via: '', repository: name, arn, operation, decision, conditions, source }];
  });
}

/** A row for many repositories names the source of the first. */
function shown(row: AccessRow, isOfMany: boolean): object {
  return isOfMany ? { ...row, source: undefined } : row;
}

function keyOf({ principal, arn, operation }: AccessRow): string {
  return JSON.stringify([principal, arn, operation]);
}

/** An unreadable statement of the repository's policy has its own row, for `*`. */
function isSaidOfEveryone({ arn, decision }: AccessRow, { repositories }: TemplateGraph): boolean {
  const policy = repositories.find((repository) => repository.arn === arn)?.policy ?? [];
  const mayBeAnyone = policy.some(({ effect, principals, unreadable }) => {
    return effect === 'Allow' && principals === undefined && unreadable !== undefined;
  });
  return decision === 'unknown' && mayBeAnyone;
}

/** The rows of identities by their content, without the rows of principals that only policies name. */
function compared(graph: TemplateGraph): { fast: Map<string, object>; slow: Map<string, object> } {
  const repositories = new Map(graph.repositories.map((repository) => [repository.arn, repository]));
  const isJudged = ({ principal, arn = '' }: AccessRow): boolean => {
    const repository = repositories.get(arn);
    return graph.identities.some(
      (identity) => principalName(identity) === principal && repository && isOfOneAccount(identity, repository),
    );
  };
  const rows = directAccess(graph).filter(isJudged);
  const many = new Set(rows.flatMap((row) => (row.alike === undefined ? [] : oneByRepository([row]).map(keyOf))));
  const fast = new Map(oneByRepository(rows).map((row) => [keyOf(row), shown(row, many.has(keyOf(row)))]));
  const slow = new Map(
    slowRows(graph)
      .filter((row) => fast.has(keyOf(row)) || !isSaidOfEveryone(row, graph))
      .map((row) => [keyOf(row), shown(row, many.has(keyOf(row)))]),
  );
  return { fast, slow };
}

test.each<[string, Vocabulary, number, number]>([
  ['that the templates tell whole', known, 80, 26],
  ['that the deploy fills in', anything, 400, 66], // few are sure there: about one in two graphs has such a row
])(
  'identities can do what each policy of each repository says, with policies %s',
  (_, vocabulary, numRuns, fewestAllowed) => {
    const seen = { allowed: 0, conditional: 0, unknown: 0 };
    fc.assert(
      fc.property(graphOf(vocabulary), (graph) => {
        const { fast, slow } = compared(graph);
        for (const row of slow.values()) seen[(row as AccessRow).decision] += 1;
        expect(Object.fromEntries(fast)).toEqual(Object.fromEntries(slow));
      }),
      { numRuns },
    );
    expect(seen.allowed).toBeGreaterThan(fewestAllowed);
  },
);

/** The statements that decide about a principal of a policy: all of them, except the denies of single principals for a class. */
function wholePolicy({ policy = [] }: RepositoryNode, isClass: boolean): readonly Statement[] {
  const isOfSingles = ({ effect, principals = [] }: Statement) =>
    effect === 'Deny' &&
    principals.length > 0 &&
    principals.every(({ type, value }) => type === 'AWS' && /:(role|user|assumed-role)\//.test(value));
  return isClass ? policy.filter((statement) => !isOfSingles(statement)) : policy;
}

test('principals that a policy names have the access that the whole policy grants', () => {
  const seen = { allowed: 0, denied: 0, conditional: 0, unknown: 0 };
  fc.assert(
    fc.property(repositoryOf(anything), (repository) => {
      for (const { principal, account, statements } of grantedPrincipals(repository)) {
        // Only the statement says which class it is. A principal of an account has its own rows.
        if (account === '' || hasUnresolved(account)) continue;
        const { arn, resource } = repository;
        const asker = {
          principal: { type: 'AWS' as const, value: principal.value, account },
          resource: { arn, account: resource.env.account },
          context: {},
        };
        for (const needs of operationNeeds) {
          const verdict = operationVerdict(needs, asker, { resource: statements });
          seen[verdict.decision] += 1;
          const whole = wholePolicy(repository, principal.value.endsWith(':root'));
          expect(verdict).toEqual(operationVerdict(needs, asker, { resource: whole }));
        }
      }
    }),
    { numRuns: 2000 },
  );
  expect(Math.min(seen.allowed, seen.denied, seen.conditional, seen.unknown)).toBeGreaterThan(100);
});

test('the index finds the repositories that a pattern matches', () => {
  const patterns = fc.oneof(
    resourcePattern(anything).map((pattern) => pattern.replace(/\$\{aws:[^}]*\}/g, 'app')),
    fc
      .array(
        fc.constantFrom('arn', ':', 'aws', 'ecr', 'us-east-1', '111111111111', 'repository/', 'app', '*', '?', 'x'),
        {
          maxLength: 14,
        },
      )
      .map((pieces) => pieces.join('')),
  );
  const repositories = fc.uniqueArray(repositoryOf(anything), {
    minLength: 1,
    maxLength: 8,
    selector: ({ arn }) => arn,
  });
  fc.assert(
    fc.property(repositories, fc.array(patterns, { minLength: 1, maxLength: 4 }), (some, all) => {
      const index = new RepositoryIndex(some);
      for (const pattern of all) {
        const slow = some
          .map((repository) => [repository.arn, matchesResourceArn(pattern, repository.arn)])
          .filter(([, answer]) => answer !== 'no');
        expect(Array.from(index.matching(pattern), ([{ arn }, answer]) => [arn, answer])).toEqual(slow);
      }
    }),
    { numRuns: 2000 },
  );
});
