import { type AccessRow } from '../access-rows';
import { distinct } from './verdicts';

/** Longer chains of roles than this are not followed. */
const mostRoles = 4;

/**
 * What those can do who can become a role: the rows of the role, once for each chain that leads to it, so that "a
 * workflow can push through this role" is one row.
 */
export function chainedRows(rows: readonly AccessRow[], assumptions: readonly AccessRow[]): AccessRow[] {
  const byRole = new Map<string, AccessRow[]>();
  for (const row of assumptions) byRole.set(row.repository, [...(byRole.get(row.repository) ?? []), row]);
  return rows.flatMap((row) => follow(row, row.principal, [], byRole));
}

function follow(
  row: AccessRow,
  role: string,
  chain: readonly string[],
  byRole: ReadonlyMap<string, readonly AccessRow[]>,
): AccessRow[] {
  if (chain.length >= mostRoles) return [];
  const via = [role, ...chain];
  const assumptions = (byRole.get(role) ?? []).filter(({ principal }) => !via.includes(principal));
  return assumptions.flatMap((assumption) => {
    const through: AccessRow = {
      ...row,
      principal: assumption.principal,
      via: via.join(' > '),
      decision: wider(row, assumption),
      conditions: distinct([...assumption.conditions, ...row.conditions]),
    };
    return [through, ...follow({ ...through, principal: assumption.principal }, assumption.principal, via, byRole)];
  });
}

/** A chain is as sure as its weakest link. */
function wider({ decision: one }: AccessRow, { decision: other }: AccessRow): AccessRow['decision'] {
  if (one === 'unknown' || other === 'unknown') return 'unknown';
  return one === 'conditional' || other === 'conditional' ? 'conditional' : 'allowed';
}
