import { type AccessRow } from '../access-rows';
import { distinct } from './verdicts';

/** Longer chains of roles than this are not followed. */
const mostRoles = 4;

/**
 * What those can do who can become a role: the rows of the role, once for each principal that leads to it by the fewest
 * roles, so that "a workflow can push through this role" is one row.
 */
export function chainedRows(rows: readonly AccessRow[], assumptions: readonly AccessRow[]): AccessRow[] {
  const byRole = new Map<string, AccessRow[]>();
  for (const row of assumptions) {
    const ofRole = byRole.get(row.repository);
    if (ofRole) ofRole.push(row);
    else byRole.set(row.repository, [row]);
  }
  const chains = new Map<string, readonly Chain[]>();
  return rows.flatMap((row) => {
    const known = chains.get(row.principal) ?? chainsTo(row.principal, byRole);
    chains.set(row.principal, known);
    return known.map(({ principal, via, steps }) => ({
      ...row,
      principal,
      via: via.join(' > '),
      decision: weakest([row, ...steps]),
      conditions: distinct([...steps, row].flatMap(({ conditions }) => conditions)),
    }));
  });
}

/** How somebody becomes a role: by assuming others first, from the outermost in. */
interface Chain {
  readonly principal: string;
  readonly via: readonly string[];
  readonly steps: readonly AccessRow[];
}

/** Level by level, so that the first chain to a role is the shortest; a role is gone through once. */
function chainsTo(role: string, byRole: ReadonlyMap<string, readonly AccessRow[]>): Chain[] {
  const found: Chain[] = [];
  const passed = new Set([role]);
  let level: readonly Chain[] = [{ principal: role, via: [], steps: [] }];
  for (let depth = 0; depth < mostRoles && level.length > 0; depth += 1) {
    const next = level.flatMap(({ principal, via, steps }) =>
      (byRole.get(principal) ?? [])
        .filter((step) => !passed.has(step.principal))
        .map((step) => ({ principal: step.principal, via: [principal, ...via], steps: [step, ...steps] })),
    );
    for (const chain of next) if (byRole.has(chain.principal)) passed.add(chain.principal);
    found.push(...next);
    level = next.filter(({ principal }) => byRole.has(principal));
  }
  return found;
}

/** A chain is as sure as its weakest link. */
function weakest(rows: readonly AccessRow[]): AccessRow['decision'] {
  if (rows.some(({ decision }) => decision === 'unknown')) return 'unknown';
  return rows.some(({ decision }) => decision === 'conditional') ? 'conditional' : 'allowed';
}
