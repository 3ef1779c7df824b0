import { type AccessRow, type DeployEnvironment, loginCondition, oneByRepository, plainText } from '../../review/index';
import { isRegistryGrant } from './registry-grants';
import { type RoleNames } from './role-names';
import { type ShownAccess } from './screen';
import { type Who } from './who';

/** The rows of access to repositories by their ARNs, without those that act through another role or by a registry's settings. */
export function rowsByRepository(rows: readonly AccessRow[]): ReadonlyMap<string, readonly AccessRow[]> {
  const byRepository = new Map<string, AccessRow[]>();
  for (const row of oneByRepository(rows.filter(isOfRepository))) {
    const { arn = row.repository } = row;
    const own = byRepository.get(arn);
    if (own) own.push(row);
    else byRepository.set(arn, [row]);
  }
  return byRepository;
}

function isOfRepository(row: AccessRow): boolean {
  return row.via === '' && row.operation !== 'assume' && !isRegistryGrant(row);
}

/**
 * The principals that can use one repository.
 *
 * @param all whether principals are listed whose access another one implies, and those of plumbing that are unknown.
 */
export function accessOf(
  repository: { readonly name: string; readonly arn: string },
  rows: readonly AccessRow[],
  names: RoleNames,
  env: DeployEnvironment,
  all: boolean,
): ShownAccess {
  const shown = all ? rows : rows.filter((row) => !isImplied(row, rows) && !isHidden(row, names));
  const of = (operation: AccessRow['operation'], some = shown): Who[] =>
    distinct(
      some
        .filter((row) => row.operation === operation)
        .flatMap((row) => names.whoOf({ ...row, isUnknown: row.decision === 'unknown' }, env)),
    );
  const pullers = new Set(rows.filter(({ operation }) => operation === 'pull').map(({ principal }) => principal));
  const readers = shown.filter(({ principal }) => !pullers.has(principal) && (all || !names.isPlumbing(principal)));
  return {
    name: plainText(repository.name),
    arn: plainText(repository.arn),
    push: of('push'),
    pull: of('pull'),
    list: of('list', readers),
    open: {
      push: rows.filter((row) => row.operation === 'push' && isHidden(row, names)).length,
      pull: rows.filter((row) => row.operation === 'pull' && isHidden(row, names)).length,
    },
  };
}

/** Whether a row is about plumbing whose access is known only after deployment. */
export function isHidden({ decision, principal }: AccessRow, names: RoleNames): boolean {
  return decision === 'unknown' && names.isPlumbing(principal) && !names.isPromoter(principal);
}

/**
 * Whether the access of a principal follows from that of anyone in an organization or an account: the conditions of `*`
 * are among its own conditions.
 */
function isImplied(row: AccessRow, rows: readonly AccessRow[]): boolean {
  if (row.principal === '*') return false;
  return rows.some(
    ({ principal, operation, decision, conditions }) =>
      principal === '*' &&
      operation === row.operation &&
      decision !== 'unknown' &&
      conditions.filter((text) => !isOfAnyone(text)).every((text) => row.conditions.includes(text)),
  );
}

/** Whether a condition applies to `*` only because it may be a principal of another account, or without a login. */
function isOfAnyone(condition: string): boolean {
  return condition === loginCondition || condition.startsWith("the caller's account allows it by its own policy");
}

/** The principals without duplicates. Those whose access is unknown are last. */
function distinct(list: readonly Who[]): Who[] {
  const all = [...new Map(list.map((who) => [JSON.stringify(who), who])).values()];
  const isUnknown = (who: Who) => who.marks.includes('unknown');
  return [...all.filter((who) => !isUnknown(who)), ...all.filter(isUnknown)];
}
