import { groupedBy } from '../../private/values/grouped-by';
import { type AccessRow, type Decision } from '../access/access-row';
import { count } from './counts';
import { plainText } from './plain-text';
import { shownPrincipal } from './shown-principal';

/** A principal that can push, and the repositories. */
export interface Pusher {
  /** Such as `repo:acme/app:ref:refs/heads/main as role github-ci`. */
  readonly who: string;
  readonly decision: Decision;
  /** The names of the repositories, or their number if there are many. */
  readonly to: string;
}

/** More would be no summary. */
const mostPushers = 8;
const mostNames = 2;

const ranks: Readonly<Record<Decision, number>> = { allowed: 0, conditional: 1, unknown: 2 };

/** The principals that can push, in short: the surest first, then roles of AWS services, and the number of the others. */
export function pushersOf(
  access: readonly AccessRow[],
  serviceRoles: readonly string[] = [],
): { readonly shown: readonly Pusher[]; readonly more: number } {
  const services = new Set(serviceRoles);
  const all = access.filter(({ operation }) => operation === 'push');
  const actors = new Set(all.map(({ principal }) => principal));
  const pushes = all.filter(({ via }) => !services.has(via) || !actors.has(via));
  const forOthers = new Set(pushes.map(({ via }) => via));
  const groups = groupedBy(
    pushes.filter(({ principal, via }) => via !== '' || !forOthers.has(principal)),
    (row) => whoOf(row),
  );
  const ordered = groups
    .map((rows) => ({ rows, rank: Math.min(...rows.map(({ decision }) => ranks[decision])) }))
    .map(({ rows, rank }) => ({ rows, rank: services.has(rows[0].principal) ? rank + 10 : rank }))
    .sort((one, other) => one.rank - other.rank);
  return {
    shown: ordered.slice(0, mostPushers).map(({ rows }) => pusherOf(rows)),
    more: Math.max(0, ordered.length - mostPushers),
  };
}

function pusherOf(rows: readonly [AccessRow, ...AccessRow[]]): Pusher {
  const [decision] = rows.map((row) => row.decision).sort((one, other) => ranks[one] - ranks[other]);
  const repositories = new Map(
    rows.flatMap(({ repository, arn = repository, alike = [] }) => [
      [arn, repository] as const,
      ...alike.map((one) => [one.arn, one.name] as const),
    ]),
  );
  const names = Array.from(repositories.values(), plainText);
  const to = names.length <= mostNames ? names.join(', ') : count(names.length, 'repository', 'repositories');
  return { who: whoOf(rows[0]), decision: decision ?? 'unknown', to };
}

function whoOf({ principal, via, conditions, decision }: AccessRow): string {
  const { name } = shownPrincipal(principal, { alternatives: [{ decision, conditions }] });
  const who = name === '*' ? 'anyone (*)' : shortName(name);
  return via === '' ? who : `${who} as ${via.split(' > ').map(shortName).join(' > ')}`;
}

/** An ARN whose parts may be unresolved values, such as `${AWS::Partition}`. */
const iamArn = /^arn:(?:[^:${]|\$\{[^}]*\})+:iam::((?:[^:${]|\$\{[^}]*\})*):(.+)$/;

/** `role github-ci` instead of its ARN, which the tables have. */
function shortName(principal: string): string {
  const [, account = '', resource] = iamArn.exec(principal) ?? [];
  if (resource === undefined) return plainText(principal);
  if (resource === 'root') return `account ${plainText(account)}`;
  const [kind = '', ...path] = resource.split('/');
  return plainText(`${kind} ${path.at(-1) ?? ''}`);
}
