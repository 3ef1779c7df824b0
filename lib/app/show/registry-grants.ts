import { type AccessRow, type DeployEnvironment, parseArn, plainText, registryWays } from '../../review/index';
import { type RoleNames } from './role-names';
import { type ShownSetting } from './screen';
import { listed } from './who';

/** The words for each way in which a registry's policy grants access. They end before the principals. */
const ways: Readonly<Record<string, (names: string) => string>> = {
  [registryWays.replication]: (names) => `copies into ${names} from`,
  [registryWays.import]: (names) => `imports into ${names} through a cache by`,
  [registryWays.creation]: (names) => `new repositories ${names} of`,
};

/** Whether a row is about a replication, an import or new repositories. It is a line of the registry's settings. */
export function isRegistryGrant(row: AccessRow): boolean {
  return waysOf(row).length > 0;
}

/** The ways of a row, which may be alternatives in one condition. It has none if it is also about a push or a change. */
function waysOf({ conditions: [first = ''] }: AccessRow): string[] {
  const all = first.replace(/^either /, '').split(', or ');
  return all.every((text) => text in ways) ? all : [];
}

/**
 * The principals that put images into a registry, or create its repositories, without a push: one setting for each way and
 * each list of names. Roles with which AWS services act are left out, and so are those who assume a role, which has its own row.
 */
export function registryGrants(
  rows: readonly AccessRow[],
  { account, region }: DeployEnvironment,
  names: RoleNames,
): ShownSetting[] {
  const byText = new Map<string, AccessRow[]>();
  for (const [way, words] of Object.entries(ways)) {
    const own = rows.filter(
      (row) =>
        row.via === '' &&
        waysOf(row).includes(way) &&
        isIn(row.arn ?? '', account, region) &&
        !names.isPlumbing(row.principal),
    );
    for (const same of byPrincipal(own)) {
      const [first] = same;
      const text = words(listed([...new Set(same.map(({ arn = '' }) => nameIn(arn)))]));
      if (first) byText.set(text, [...(byText.get(text) ?? []), first]);
    }
  }
  const env = { partition: '', account, region };
  return [...byText].map(([text, principals], index) => ({
    label: index === 0 ? 'accepts' : '',
    text,
    who: principals.flatMap((row) =>
      names.whoOf({ ...row, conditions: row.conditions.slice(1), isUnknown: row.decision === 'unknown' }, env),
    ),
  }));
}

/** The rows of each principal. A repository of the templates is left out if a pattern of the policy names it already. */
function byPrincipal(rows: readonly AccessRow[]): AccessRow[][] {
  const groups = new Map<string, AccessRow[]>();
  for (const row of rows) {
    const key = JSON.stringify([row.principal, row.conditions, row.decision]);
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  return [...groups.values()].map((group) => {
    const patterns = group.filter(({ outside }) => outside === true);
    return patterns.length > 0 ? patterns : group;
  });
}

function isIn(arn: string, account: string, region: string): boolean {
  if (arn === '*') return true;
  const parts = parseArn(arn);
  return parts !== undefined && [account, '*'].includes(parts.account) && [region, '*'].includes(parts.region);
}

function nameIn(arn: string): string {
  const name = plainText(parseArn(arn)?.resource.replace(/^repository\//, '') ?? arn);
  return name === '*' ? 'any repository' : name;
}
