import { groupedBy } from '../../private/values/grouped-by';
import { type ShownAccess, type ShownEnvironment, type ShownRepository } from './screen';
import { type ScreenLines } from './screen-lines';
import { counted, listed } from './who';

/** The most repositories with different settings in an environment, and the most names of equal ones. */
const mostGroups = 25;
const mostNames = 12;

/** Repositories with equal settings are one block. */
export function repositoryLines(
  lines: ScreenLines,
  { repositories, registry }: ShownEnvironment,
  isWhole: boolean,
): void {
  const uris = registry === undefined ? 'URIs unknown until deployment' : `${registry}/NAME`;
  const none = isWhole ? 'No repositories' : 'No repositories in what was read';
  lines.text(repositories.length === 0 ? none : `Repositories (${repositories.length}): ${uris}`);
  const groups = groupedBy(repositories, (one) =>
    JSON.stringify(lines.options.wide ? one : { ...one, name: '', arn: '' }),
  );
  const { shown, more } = lines.cut(groups, mostGroups);
  for (const group of shown) repositoryBlock(lines, group, registry, isWhole);
  if (more > 0) {
    const hidden = groups.slice(-more).reduce((sum, { length }) => sum + length, 0);
    lines.text(`and ${hidden} more repositories with other settings, which --all shows`, 2);
  }
}

function repositoryBlock(
  lines: ScreenLines,
  group: readonly [ShownRepository, ...ShownRepository[]],
  registry: string | undefined,
  isWhole: boolean,
): void {
  const [repository] = group;
  const { arn, images, tags, scan, owners, copiedTo } = repository;
  namesLine(
    lines,
    group.map(({ name }) => name),
  );
  const field = blockField(lines);
  if (lines.options.wide) field('ARN', arn);
  if (owners.length > 0) field('owners', listed(owners));
  field('images', images);
  field('tags', `${tags}; ${scan}`);
  accessFields(lines, repository, isWhole ? 'no one' : 'no one in what was read');
  if (copiedTo !== undefined) field('copied', `to ${shortUri(copiedTo, registry)} if the scan passes`);
}

function shortUri(uri: string, registry: string | undefined): string {
  return registry !== undefined && uri.startsWith(`${registry}/`) ? uri.slice(registry.length + 1) : uri;
}

function namesLine(lines: ScreenLines, names: readonly string[]): void {
  const { shown, more } = lines.cut(names, mostNames);
  lines.text(
    `${shown.join(', ')}${more > 0 ? ` and ${more} more with the same settings, which --all shows` : ''}`,
    2,
    'cyan',
  );
}

/** The fields below the name of a repository. */
function blockField(lines: ScreenLines): (label: string, text: string) => void {
  return (label, text) => {
    lines.field(label, text, 'images'.length, 4);
  };
}

function accessFields(lines: ScreenLines, { push, pull, list, open }: ShownAccess, noOne: string): void {
  const field = blockField(lines);
  field('push', lines.principals(push, open.push === 0 ? noOne : openText(open.push)));
  field('pull', lines.principals(pull, open.pull === 0 ? noOne : openText(open.pull)));
  if (list.length > 0) field('list', lines.principals(list, noOne));
}

function openText(count: number): string {
  return `unknown until deployment for ${counted(count, 'role')} of AWS services, which --all shows`;
}

/** Repositories that only policies of the templates name. */
export function otherLines(lines: ScreenLines, others: readonly ShownAccess[]): void {
  if (others.length === 0) return;
  lines.gap();
  lines.text('Repositories that these templates do not create');
  const { shown, more } = lines.cut(others, mostGroups);
  for (const access of shown) {
    namesLine(lines, [lines.options.wide ? access.arn : access.name]);
    accessFields(lines, access, 'no one in these templates');
  }
  if (more > 0) lines.text(`and ${more} more, which --all shows`, 2);
}
