import { boxTable } from '../../private/box-table';
import { type BuildSummary, type RepositorySummary, type RoleSummary, type Summary } from './summary';

/** The columns of each table, with widths that fill a terminal of 100. */
const repositoryColumns = { repository: 20, images: 28, 'pulled by': 22, 'pushed by': 22 };
const roleColumns = { role: 16, trusts: 44, may: 34 };
const buildColumns = { project: 18, source: 26, 'starts on': 18, 'pushes to': 30 };

/** A summary as tables for a terminal of 100 columns. */
export function renderSummary({ repositories, roles, builds }: Summary): string {
  const tables = [
    boxTable('Repositories', repositoryColumns, repositories.map(repositoryRow), true),
    boxTable('Roles that GitHub assumes', roleColumns, roles.map(roleRow), true),
    boxTable('Builds', buildColumns, builds.map(buildRow), true),
  ];
  return tables.filter((text) => text !== '').join('\n\n');
}

function repositoryRow({ name, region, tags, retention, pulledBy, pushedBy, readBy }: RepositorySummary): string[] {
  const images = [`Tags: ${tags}`, ...retention].join('\n');
  const lookers = readBy.map((reader) => `to look only: ${reader}`);
  return [`${name}\n(${region})`, images, people([...pulledBy, ...lookers]), people(pushedBy)];
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
