import { accountOf } from '../../review';
import { type Contributor } from './contributor';
import { type GuideUse } from './guide-uses';

/** Somebody who can do something with a repository. */
export interface GuideReader {
  /** An ARN, a service, or `*`. */
  readonly principal: string;
  /** `role`, `user`, `account`, `organization`, `service` and the like. */
  readonly kind: string;
  /** Empty where it belongs to none. */
  readonly account: string;
  /** What it can do, each with what has to hold for it. */
  readonly uses: ReadonlyMap<GuideUse, readonly string[]>;
  /** What acts as this role. */
  readonly actors: readonly string[];
  readonly contributor?: Contributor;
}

/** The readers whom a text names: a principal, an account, an organization, a service, a kind, a contributor. */
export function readersFor(readers: readonly GuideReader[], wanted: string): GuideReader[] {
  const named = readers.filter((reader) => namesOf(reader).includes(wanted));
  if (named.length > 0) return named;
  const account = accountOf(wanted);
  return account === '' ? [] : readers.filter((reader) => reader.kind === 'account' && reader.account === account);
}

/** All that names a reader. */
export function namesOf(reader: GuideReader): string[] {
  const { principal, kind, account, actors, contributor } = reader;
  return [
    principal,
    kind,
    ...(account === '' ? [] : [account]),
    ...(contributor ? [contributor.name, 'contributor'] : []),
    ...organizationsOf(reader),
    ...actors,
    ...[principal, ...actors].flatMap((one) => /^([a-z0-9-]+)\.amazonaws\.com/.exec(one)?.[1] ?? []),
  ];
}

/** The organizations that its conditions name. */
export function organizationsOf({ uses }: GuideReader): string[] {
  const conditions = [...uses.values()].flat();
  return [...new Set(conditions.flatMap((condition) => condition.match(/\bo-[a-z0-9]{10,32}\b/g) ?? []))];
}
