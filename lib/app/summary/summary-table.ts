import Table from 'cli-table3';
import { type BuildSummary, type RepositorySummary, type RoleSummary, type Summary } from './summary';
import { wrap } from './wrap';

/** The width that a terminal has at least. */
const terminal = 100;

/** What a cell loses to its border and padding. */
const frame = 3;

/** A summary as tables for a terminal of 100 columns. */
export function renderSummary({ repositories, roles, builds }: Summary): string {
  const tables = [
    table(
      'Repositories',
      ['repository', 'images', 'pulled by', 'pushed by'],
      [22, 30, 24, 24],
      repositories.map(repositoryRow),
    ),
    table('Roles that GitHub assumes', ['role', 'trusts', 'may'], [18, 46, 36], roles.map(roleRow)),
    table('Builds', ['project', 'source', 'starts on', 'pushes to'], [20, 28, 20, 32], builds.map(buildRow)),
  ];
  return tables.filter((text) => text !== '').join('\n\n');
}

function repositoryRow({ name, region, tags, retention, pulledBy, pushedBy }: RepositorySummary): string[] {
  return [`${name}\n(${region})`, [`Tags: ${tags}`, ...retention].join('\n'), people(pulledBy), people(pushedBy)];
}

function roleRow({ name, trusts, may }: RoleSummary): string[] {
  return [name, trusts.join('\n'), may.join('\n')];
}

function buildRow({ name, source, startsOn, pushesTo }: BuildSummary): string[] {
  return [name, source, startsOn.join('\n'), pushesTo];
}

function people(names: readonly string[]): string {
  return names.length === 0 ? 'nobody' : names.join('\n');
}

function table(title: string, head: string[], shares: number[], rows: string[][]): string {
  if (rows.length === 0) return '';
  const widths = shares.map((share) => Math.floor((share * (terminal - 1)) / 100));
  const rendered = new Table({ head, colWidths: widths.map((width) => width - 1), style: { head: [], border: [] } });
  rendered.push(...rows.map((row) => row.map((text, column) => wrap(text, (widths[column] ?? 0) - frame))));
  return `${title}\n${rendered.toString()}`;
}
