import { type AccessRow } from '../access/access-row';
import { everyone } from '../access/principal-kind';
import { asAnyMatch } from '../texts/symbolic-text';
import { matchesPattern } from '../texts/wildcard-match';
import { type Narrowing } from './narrowing';
import { type ReviewedPrincipal, type ReviewReport } from './review-report';

type Rows = readonly AccessRow[];

/** Rows that match a narrowing, each for the matching repositories only. */
export function matchingRows(
  rows: Rows,
  { repository, who, can }: Narrowing,
  known: readonly ReviewedPrincipal[],
): Rows {
  const matching = repository === undefined ? rows : rowsOfRepositories(rows, repositoryMatcher(repository));
  const kinds = new Map(known.map(({ principal, kind }) => [principal, kind]));
  return matching
    .filter((row) => who === undefined || isAbout(row, who.toLowerCase(), kinds))
    .filter((row) => can === undefined || row.operation === can);
}

/** The roles and other principals that act in rows, directly or for others. */
export function actorsOf(rows: Rows): ReadonlySet<string> {
  return new Set(rows.flatMap(({ principal, via }) => [principal, ...via.split(' > ')]));
}

/** Whether a pattern matches a repository by its name or ARN. The name may be a pattern too, if no template creates it. */
export function repositoryMatcher(pattern: string): (name: string, arn?: string) => boolean {
  const text = asAnyMatch(pattern);
  return (name, arn = name) => {
    const [, ...path] = arn.split(':repository/');
    return [name, arn, ...path].some((one) => matchesPattern(one, text) !== 'no');
  };
}

/** The rows about matching repositories, and those about who assumes the roles in these rows. */
function rowsOfRepositories(rows: Rows, matches: (name: string, arn?: string) => boolean): Rows {
  const about = rows.flatMap((row) => (row.operation === 'assume' ? [] : ofRepositories(row, matches)));
  const actors = actorsOf(about);
  return [...about, ...rows.filter(({ operation, repository }) => operation === 'assume' && actors.has(repository))];
}

function ofRepositories(row: AccessRow, matches: (name: string, arn?: string) => boolean): AccessRow[] {
  const { alike = [], ...one } = row;
  const others = alike.filter(({ name, arn }) => matches(name, arn));
  if (matches(row.repository, row.arn)) return [others.length === 0 ? one : { ...one, alike: others }];
  return others.map(({ name, arn }) => ({ ...one, repository: name, arn }));
}

/** Whether a text is part of the names or the kind of the principals of a row. */
function isAbout(row: AccessRow, text: string, kinds: ReadonlyMap<string, string>): boolean {
  const { principal, via, operation, repository, conditions } = row;
  const shown = principal === '*' ? everyone([conditions]) : { name: principal, kind: kinds.get(principal) ?? '' };
  const name = shown.name === '*' ? 'anyone (*)' : shown.name;
  const role = operation === 'assume' ? repository : '';
  return [name, shown.kind, via, role].some((one) => hasText(one.toLowerCase(), text));
}

/** Whether a name has a text. The id of an account must be whole, because longer numbers are ids of other things. */
function hasText(name: string, text: string): boolean {
  return /^\d{12}$/.test(text) ? name.split(/\D+/).includes(text) : name.includes(text);
}

/** A part of a narrowing that matches nothing at all, and the names that it could match. */
export interface Unmatched {
  readonly option: 'repository' | 'who';
  readonly value: string;
  readonly names: readonly string[];
}

/** The first part of a narrowing that matches nothing in some reports: most probably it is a typing mistake. */
export function unmatchedPart({ repository, who }: Narrowing, reports: readonly ReviewReport[]): Unmatched | undefined {
  const rows = reports.flatMap(({ access }) => access);
  const known = reports.flatMap(({ principals }) => principals);
  if (repository !== undefined) {
    const matches = repositoryMatcher(repository);
    const own = reports.flatMap(({ repositories }) => repositories.map(({ name, arn }) => ({ name, arn })));
    const others = rows
      .filter(({ outside }) => outside === true)
      .map((row) => ({ name: row.repository, arn: row.arn }));
    const all = [...own, ...others];
    if (!all.some(({ name, arn }) => matches(name, arn))) {
      return { option: 'repository', value: repository, names: distinct(all.map(({ name }) => name)) };
    }
  }
  if (who === undefined || matchingRows(rows, { who }, known).length > 0) return undefined;
  return { option: 'who', value: who, names: distinct(known.map(({ principal }) => principal)) };
}

function distinct(names: readonly string[]): string[] {
  return Array.from(new Set(names));
}
