import { type AccessRow, isManyPrincipals } from './access-row';
import { type IdentityNode } from '../templates/template-graph';
import { shownText } from '../texts/symbolic-text';
import { isLoginCondition } from './operation-verdict';
import { RoleAssumptions } from './role-assumptions';
import { distinct } from './verdicts';

/**
 * The access of principals through roles. Each row of a role is repeated for each principal that can assume the role, by
 * the chain with the fewest roles. For example, "a workflow can push through this role" is one row. A longer chain has a
 * row only if it is surer.
 */
export function chainedRows(
  rows: readonly AccessRow[],
  assumptions: readonly AccessRow[],
  identities: readonly IdentityNode[],
): AccessRow[] {
  const roles = new RoleAssumptions(
    assumptions,
    identities.filter(({ kind }) => kind === 'role'),
  );
  const chains = new Map<string, readonly Chain[]>();
  return rows.flatMap((row) => {
    const known = chains.get(row.principal) ?? chainsTo(row.principal, roles);
    chains.set(row.principal, known);
    return known
      .filter(({ principal }) => !isServiceWithoutLogin(principal, row))
      .map(({ principal, via, decision, conditions }) => ({
        ...row,
        principal,
        via: via.join(' > '),
        decision: weaker(row.decision, decision),
        conditions: distinct([...conditions, ...row.conditions]),
      }));
  });
}

/** Whether a service has the role, but no policy lets the role log in. The rows of the role and of the service already say so. */
function isServiceWithoutLogin(principal: string, { conditions }: AccessRow): boolean {
  return principal !== '*' && isManyPrincipals(principal) && conditions.some(isLoginCondition);
}

/** The roles that a principal assumes one after the other to become a role. */
interface Chain {
  readonly principal: string;
  readonly via: readonly string[];
  readonly decision: AccessRow['decision'];
  readonly conditions: readonly string[];
}

/** Searches level by level, so that the first chain from a principal is the shortest. It visits each role once. */
function chainsTo(role: string, roles: RoleAssumptions): Chain[] {
  const found = new Map<string, Chain[]>();
  const passed = new Set([role]);
  let level: readonly Chain[] = [{ principal: role, via: [], decision: 'allowed', conditions: [] }];
  while (level.length > 0) {
    const next = level.flatMap((chain) => longer(chain, roles)).filter(({ principal }) => !passed.has(principal));
    const surer = next.filter((chain) => isSurer(chain, found.get(chain.principal)));
    for (const [principal, chains] of byPrincipal(surer)) {
      const surest = Math.min(...chains.map(({ decision }) => order.indexOf(decision)));
      const kept = chains.filter(({ decision }) => order.indexOf(decision) === surest);
      found.set(principal, [...(found.get(principal) ?? []), ...(surest === 0 ? kept.slice(0, 1) : kept)]);
    }
    level = next.filter(({ principal }) => roles.isRole(principal) && !passed.has(principal));
    for (const { principal } of level) passed.add(principal);
  }
  return [...found.values()].flat();
}

/** The chains with one more step at their start. */
function longer({ principal: last, via, decision, conditions }: Chain, roles: RoleAssumptions): Chain[] {
  return roles.leadingTo(last).map(({ row, isSure }) => ({
    principal: row.principal,
    via: [last, ...via],
    decision: weaker(isSure ? row.decision : 'unknown', decision),
    conditions: [
      ...(isSure ? [] : [`whether ${shownText(last)} is ${shownText(row.repository)}`]),
      ...row.conditions,
      ...conditions,
    ],
  }));
}

function byPrincipal(chains: readonly Chain[]): Map<string, Chain[]> {
  const groups = new Map<string, Chain[]>();
  for (const chain of chains) groups.set(chain.principal, [...(groups.get(chain.principal) ?? []), chain]);
  return groups;
}

/** The surest decision first. */
const order: readonly AccessRow['decision'][] = ['allowed', 'conditional', 'unknown'];

function isSurer({ decision }: Chain, before: readonly Chain[] | undefined): boolean {
  return before?.every((one) => order.indexOf(decision) < order.indexOf(one.decision)) ?? true;
}

/** A chain is as sure as its weakest link. */
function weaker(one: AccessRow['decision'], other: AccessRow['decision']): AccessRow['decision'] {
  return order[Math.max(order.indexOf(one), order.indexOf(other))] ?? 'unknown';
}
