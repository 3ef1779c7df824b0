import { type NamedPrincipal, type RepositoryNode, type Statement } from '../template-graph';
import { isSameText } from '../texts/wildcard-match';
import { accountOf, asRoot, isRoot } from './principal-arn';

/** Somebody, or a whole class of principals, whom a repository's policy lets in. */
export interface AdmittedPrincipal {
  readonly principal: NamedPrincipal;
  /** The account; empty for services, and for classes that belong to no account. */
  readonly account: string;
  /** What decides over it: all of the policy, or for a class the one statement that admits it and every deny. */
  readonly statements: readonly Statement[];
  /** Single principals that are denied apart: exceptions to a class. */
  readonly exceptions: readonly string[];
}

/** All whom the policy of a repository allows something, by statement for those who are known by conditions only. */
export function admittedPrincipals({ policy = [], resource }: RepositoryNode): AdmittedPrincipal[] {
  const admitted = new Map<string, AdmittedPrincipal>();
  for (const statement of policy.filter(({ effect }) => effect === 'Allow')) {
    for (const principal of statement.principals ?? [{ type: 'AWS', value: '*' }]) {
      const normal = { type: principal.type, value: asRoot(principal.value, resource.place) };
      const account = normal.type === 'AWS' ? accountOf(normal.value) : '';
      if (isRoot(normal.value) && isSameText(account, resource.place.account) === 'yes') continue; // only delegates
      const isClass = account === '';
      const key = isClass ? `${normal.type} ${normal.value} ${JSON.stringify(statement.conditions)}` : normal.value;
      if (admitted.has(key)) continue;
      admitted.set(key, { principal: normal, account, ...deciding(policy, statement, normal, isClass) });
    }
  }
  return [...admitted.values()];
}

function deciding(
  policy: readonly Statement[],
  admitting: Statement,
  principal: NamedPrincipal,
  isClass: boolean,
): Pick<AdmittedPrincipal, 'statements' | 'exceptions'> {
  const isMany = isClass || isRoot(principal.value);
  if (!isMany) return { statements: policy, exceptions: [] };
  const apart = policy.filter((statement) => statement.effect === 'Deny' && namesSingle(statement));
  const rest = policy.filter((statement) => !apart.includes(statement));
  return {
    statements: isClass ? rest.filter((one) => one === admitting || one.effect === 'Deny') : rest,
    exceptions: apart.flatMap(({ principals = [] }) => principals.map(({ value }) => value)),
  };
}

/** Whether a statement names nobody but single roles and users. */
function namesSingle({ principals }: Statement): boolean {
  return principals?.every(({ type, value }) => type === 'AWS' && /:(role|user|assumed-role)\//.test(value)) ?? false;
}
