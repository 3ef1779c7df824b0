import { type NamedPrincipal, type RepositoryNode, type Statement } from '../templates/template-graph';
import { isSameText } from '../texts/wildcard-match';
import { PolicyIndex } from './policy-index';
import { accountOf, asRoot, isRoot } from './principal-arn';

/** A principal, or a class of principals, that a repository's policy grants access. */
export interface GrantedPrincipal {
  readonly principal: NamedPrincipal;
  /** The account; empty for services and for other classes that belong to no account. */
  readonly account: string;
  /**
   * The statements that decide: all that may be about its account, or for a class the allows with the same conditions and
   * all denies.
   */
  readonly statements: readonly Statement[];
  /** Single principals that other statements deny: exceptions to a class. */
  readonly exceptions: readonly string[];
}

/** The principals that a repository's policy grants access. A class appears once for each different set of conditions. */
export function grantedPrincipals(repository: RepositoryNode): GrantedPrincipal[] {
  const { policy = [], resource } = repository;
  const index = PolicyIndex.of(repository);
  const granted = new Map<string, GrantedPrincipal>();
  for (const statement of policy.filter(({ effect }) => effect === 'Allow')) {
    for (const principal of statement.principals ?? [{ type: 'AWS', value: '*' }]) {
      const normal = { type: principal.type, value: asRoot(principal.value, resource.env) };
      const account = normal.type === 'AWS' ? accountOf(normal.value) : '';
      if (isRoot(normal.value) && isSameText(account, resource.env.account) === 'yes') continue; // only delegates
      const isClass = account === '';
      const key = isClass ? `${normal.type} ${normal.value} ${JSON.stringify(statement.conditions)}` : normal.value;
      const known = granted.get(key);
      if (known && !isClass) continue;
      granted.set(key, {
        principal: normal,
        account,
        ...(known
          ? { ...known, statements: [statement, ...known.statements] }
          : deciding(index, statement, account, isClass || isRoot(normal.value))),
        ...(normal.type === 'Service' && { exceptions: [] }),
      });
    }
  }
  return [...granted.values()];
}

function deciding(
  index: PolicyIndex,
  granting: Statement,
  account: string,
  isMany: boolean,
): Pick<GrantedPrincipal, 'statements' | 'exceptions'> {
  if (!isMany) return { statements: index.about(account), exceptions: [] };
  const own = account === '' ? [granting, ...index.denies] : index.about(account);
  return {
    statements: own.filter((statement) => !index.exceptions.includes(statement)),
    exceptions: index.exceptions
      .flatMap(({ principals = [] }) => principals.map(({ value }) => value))
      .filter((value) => account === '' || accountOf(value) === account),
  };
}
