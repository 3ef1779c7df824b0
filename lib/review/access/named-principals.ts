import { type NamedPrincipal, type RepositoryNode, type Statement } from '../templates/template-graph';
import { isSameText } from '../texts/wildcard-match';
import { PolicyIndex } from './policy-index';
import { accountOf, asRoot, isRoot } from './principal-arn';

/** Somebody, or a whole class of principals, whom a repository's policy lets in. */
export interface AdmittedPrincipal {
  readonly principal: NamedPrincipal;
  /** The account; empty for services, and for classes that belong to no account. */
  readonly account: string;
  /** What decides over it: all that may be about its account, or for a class what admits it under the same conditions and every deny. */
  readonly statements: readonly Statement[];
  /** Single principals that are denied apart: exceptions to a class. */
  readonly exceptions: readonly string[];
}

/** All whom the policy of a repository allows something, by statement for those who are known by conditions only. */
export function admittedPrincipals(repository: RepositoryNode): AdmittedPrincipal[] {
  const { policy = [], resource } = repository;
  const index = PolicyIndex.of(repository);
  const admitted = new Map<string, AdmittedPrincipal>();
  for (const statement of policy.filter(({ effect }) => effect === 'Allow')) {
    for (const principal of statement.principals ?? [{ type: 'AWS', value: '*' }]) {
      const normal = { type: principal.type, value: asRoot(principal.value, resource.place) };
      const account = normal.type === 'AWS' ? accountOf(normal.value) : '';
      if (isRoot(normal.value) && isSameText(account, resource.place.account) === 'yes') continue; // only delegates
      const isClass = account === '';
      const key = isClass ? `${normal.type} ${normal.value} ${JSON.stringify(statement.conditions)}` : normal.value;
      const known = admitted.get(key);
      if (known && !isClass) continue;
      admitted.set(key, {
        principal: normal,
        account,
        ...(known
          ? { ...known, statements: [statement, ...known.statements] }
          : deciding(index, statement, account, isClass || isRoot(normal.value))),
        ...(normal.type === 'Service' && { exceptions: [] }),
      });
    }
  }
  return [...admitted.values()];
}

function deciding(
  index: PolicyIndex,
  admitting: Statement,
  account: string,
  isMany: boolean,
): Pick<AdmittedPrincipal, 'statements' | 'exceptions'> {
  if (!isMany) return { statements: index.about(account), exceptions: [] };
  const own = account === '' ? [admitting, ...index.denies] : index.about(account);
  return {
    statements: own.filter((statement) => !index.exceptions.includes(statement)),
    exceptions: index.exceptions
      .flatMap(({ principals = [] }) => principals.map(({ value }) => value))
      .filter((value) => account === '' || accountOf(value) === account),
  };
}
