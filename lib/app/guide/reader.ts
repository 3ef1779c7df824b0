import { accountOf } from '../../review/index';
import { everyone } from '../../review/index';
import { type Contributor } from './contributor';
import { type GuideUse } from './guide-uses';

/** A principal that can use a repository. */
export interface GuideReader {
  /** An ARN, a service, or `*`. */
  readonly principal: string;
  /** The kind of principal, such as `role`, `user`, `account`, `organization` or `service`. */
  readonly kind: string;
  /** Empty if the principal belongs to no account. */
  readonly account: string;
  /** The uses that it has, each with its conditions. */
  readonly uses: ReadonlyMap<GuideUse, readonly string[]>;
  /** The principals that assume this role. */
  readonly actors: readonly string[];
  readonly contributor?: Contributor;
}

/** The readers that a text names: a principal, an account, an organization, a service, a kind or a contributor. */
export function readersFor(readers: readonly GuideReader[], wanted: string): GuideReader[] {
  const named = readers.filter((reader) => namesOf(reader).includes(wanted));
  if (named.length > 0) return named;
  const account = accountOf(wanted);
  return account === '' ? [] : readers.filter((reader) => reader.kind === 'account' && reader.account === account);
}

/** All names of a reader. */
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

/** The organizations to which the conditions of each use limit it. */
function organizationsOf({ uses }: GuideReader): string[] {
  return [...uses.values()].flatMap((conditions) => {
    const { kind, name } = everyone([conditions]);
    return kind === 'organization' ? name.split(' or ').map((one) => one.replace(/\/.*$/, '')) : [];
  });
}
