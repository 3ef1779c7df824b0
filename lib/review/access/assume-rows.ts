import { type AccessRow } from './access-row';
import { anotherAccount, evaluate, type Verdict } from '../evaluation/access-evaluator';
import { callerOf } from './identity-caller';
import { accountDoubts, accountOf, asRoot, isRoot } from './principal-arn';
import { identityContext } from './request-context';
import { principalName } from './principal-name';
import { type IdentityNode, type NamedPrincipal, type Statement } from '../templates/template-graph';
import { trustedTokens } from './trusted-tokens';
import { hasUnresolved } from '../texts/symbolic-text';
import { inDoubt, onlyIf, underConditions } from './verdicts';
import { isSameText, matchesPattern } from '../texts/wildcard-match';

/** The rows of principals that may assume a role: runs of CI systems by their subjects, services, accounts, roles and users. */
export function assumeRows(role: IdentityNode, identities: readonly IdentityNode[]): AccessRow[] {
  const rows = (role.trust ?? [])
    .filter((statement) => statement.effect === 'Allow' && mayBeAssumption(statement))
    .flatMap((statement) => rowsOfTrust(statement, role, identities));
  return distinctRows(rows);
}

function rowsOfTrust(statement: Statement, role: IdentityNode, identities: readonly IdentityNode[]): AccessRow[] {
  return (statement.principals ?? [{ type: 'AWS', value: '*' }]).flatMap((principal) => {
    if (principal.type === 'Federated') return rowsOfFederation(statement, principal, role);
    const normal = { ...principal, value: asRoot(principal.value, role.resource.env) };
    if (normal.value === '*')
      return [...rowsOfAnyone(role), ...identities.flatMap((identity) => delegatedRows(identity, role))];
    const verdict = inDoubt(ask(role, normal, 'sts:AssumeRole', {}), accountDoubts(normal.value));
    const delegated = identities
      .filter((identity) => mayBeOneOf(identity, normal))
      .flatMap((identity) => delegatedRows(identity, role));
    const isOwnRoot = isRoot(normal.value) && accountOf(normal.value) === role.account;
    if (!isOwnRoot) return [...rowOf(verdict, normal.value, role), ...delegated];
    return [
      ...rowOf(verdict, normal.value, role, ['a policy of that account allows it to assume the role'], 'conditional'),
      ...delegated,
    ];
  });
}

/** A role that trusts `*` also trusts all identity providers. */
function rowsOfAnyone(role: IdentityNode): AccessRow[] {
  const federated = { type: 'Federated', value: '*' };
  return [
    ask(role, { type: 'AWS', value: '*' }, 'sts:AssumeRole', {}),
    ask(role, federated, 'sts:AssumeRoleWithWebIdentity', {}),
    ask(role, federated, 'sts:AssumeRoleWithSAML', {}),
  ].flatMap((verdict) => rowOf(verdict, '*', role));
}

/** The rows of an identity provider: one for each subject of its tokens, or one for a SAML provider. */
function rowsOfFederation(statement: Statement, principal: NamedPrincipal, role: IdentityNode): AccessRow[] {
  const bySaml = rowOf(ask(role, principal, 'sts:AssumeRoleWithSAML', {}), principal.value, role);
  if (principal.value.includes(':saml-provider/')) return bySaml;
  const byToken = trustedTokens(statement, principal).flatMap(({ subject, context, conditions, doubts }) => {
    const verdict = ask(role, principal, 'sts:AssumeRoleWithWebIdentity', context);
    return rowOf(inDoubt(verdict, doubts), subject, role, conditions);
  });
  return hasUnresolved(principal.value) ? [...byToken, ...bySaml] : byToken;
}

/** Whether an identity may belong to the account that a trust names. */
function mayBeOneOf({ account }: IdentityNode, { value }: NamedPrincipal): boolean {
  return isRoot(value) && isSameText(accountOf(value), account) !== 'no';
}

/** A role that trusts a whole account leaves the decision to the policies of that account, which the templates may contain. */
function delegatedRows(identity: IdentityNode, role: IdentityNode): AccessRow[] {
  if (identity === role) return [];
  const verdict = evaluate(
    {
      principal: callerOf(identity),
      action: 'sts:AssumeRole',
      resource: { arn: role.arn, account: role.account },
      context: identityContext(identity),
    },
    {
      identity: readPolicies(identity),
      ...(role.trust && { resource: role.trust }),
      ...(identity.boundary && { boundary: identity.boundary }),
    },
  );
  return rowOf(onlyIf(verdict, identity.onlyIf ?? []), principalName(identity), role);
}

/** The verdict of the trust policy alone, as for a principal of another account. */
function ask(
  role: IdentityNode,
  { type, value }: NamedPrincipal,
  action: string,
  context: Readonly<Record<string, readonly string[]>>,
): Verdict {
  const isArn = value.startsWith('arn:');
  return evaluate(
    {
      principal: {
        type: type === 'Service' || type === 'Federated' ? type : 'AWS',
        value,
        account: type === 'AWS' && isArn ? accountOf(value) : anotherAccount,
      },
      action,
      resource: { arn: role.arn, account: role.account },
      context: type === 'AWS' && isArn && !isRoot(value) ? { ...context, 'aws:principalarn': [value] } : context,
    },
    { resource: role.trust ?? [], identity: anything(role) },
  );
}

/** A policy that allows everything, so that only the trust policy decides. */
function anything({ resource }: IdentityNode): readonly Statement[] {
  return [{ effect: 'Allow', actions: ['*'], resources: ['*'], conditions: [], source: resource.source, when: [] }];
}

function rowOf(
  verdict: Verdict,
  principal: string,
  role: IdentityNode,
  more: readonly string[] = [],
  atMost?: 'conditional',
): AccessRow[] {
  const { decision, conditions, statements } = underConditions(verdict, role.resource.when);
  if (decision === 'denied') return [];
  return [
    {
      principal,
      via: '',
      repository: role.arn,
      operation: 'assume',
      decision: decision === 'allowed' && atMost ? atMost : decision,
      conditions: [...conditions, ...more],
      source: statements[0]?.source ?? role.resource.source,
    },
  ];
}

/** Whether an identity's own policies may let it assume roles. */
export function mayAssumeRoles(identity: IdentityNode): boolean {
  return readPolicies(identity).some((statement) => statement.effect === 'Allow' && mayBeAssumption(statement));
}

/** An unreadable statement is reported separately. Here it would let the identity assume every role. */
function readPolicies({ policies }: IdentityNode): readonly Statement[] {
  return policies.filter(({ effect, unreadable }) => effect === 'Deny' || unreadable === undefined);
}

const assumptions = ['sts:assumerole', 'sts:assumerolewithwebidentity', 'sts:assumerolewithsaml'];

function mayBeAssumption({ actions, unreadable }: Statement): boolean {
  if (!actions || unreadable !== undefined) return true;
  return actions.some((pattern) =>
    assumptions.some((action) => matchesPattern(pattern.toLowerCase(), action) !== 'no'),
  );
}

function distinctRows(rows: readonly AccessRow[]): AccessRow[] {
  const byPrincipal = new Map<string, AccessRow>();
  for (const row of rows) {
    const key = JSON.stringify([row.principal, row.conditions]);
    if (!byPrincipal.has(key)) byPrincipal.set(key, row);
  }
  return [...byPrincipal.values()];
}
