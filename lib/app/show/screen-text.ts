import { awsLimits } from '../../private/aws/limits';
import { displayWidth } from '../../private/text/display-width';
import { groupedBy } from '../../private/values/grouped-by';
import {
  type Screen,
  type ShownAccess,
  type ShownBuild,
  type ShownContributor,
  type ShownEnvironment,
  type ShownPushes,
  type ShownRepository,
  type ShownRole,
  type ShownSetting,
  type ShownStack,
} from './screen';
import { ScreenLines, type ScreenOptions } from './screen-lines';
import { listed, marks, type Who } from './who';

/** The most repositories with different settings in an environment, and the most names of equal ones. */
const mostGroups = 25;
const mostNames = 12;
const mostPrincipals = 12;
const mostUnread = 5;

/** The screen for people: what the templates create, and who can use it. */
export function screenText(screen: Screen, options: ScreenOptions): string {
  const lines = new ScreenLines(options);
  const isWhole = screen.unread.length === 0;
  for (const environment of screen.environments) environmentLines(lines, environment, isWhole);
  otherLines(lines, screen.otherRepositories);
  listLines(lines, 'Not read, so what they grant is not shown:', screen.unread);
  listLines(lines, 'Assumed:', screen.assumed);
  const notes = Object.entries(marks).filter(([mark]) => lines.marks.has(mark as keyof typeof marks));
  const hidden = hiddenText(lines.options, screen);
  if ([hidden, screen.note].some((text) => text !== undefined) || notes.length > 0) lines.gap();
  if (hidden !== undefined) lines.text(hidden);
  if (screen.note !== undefined) lines.text(screen.note);
  for (const [, { sign, words }] of notes) lines.text(`${sign} ${words}`, 0, 'dim');
  return lines.toString();
}

function environmentLines(lines: ScreenLines, environment: ShownEnvironment, isWhole: boolean): void {
  const { account = 'unknown', region = 'Region unknown', stacks } = environment;
  const [only, ...more] = stacks;
  const place = `account ${account}, ${region}`;
  lines.gap();
  lines.text(only && more.length === 0 ? `${only.name}: ${place}, ${resourcesText(only)}` : place, 0, 'bold');
  if (more.length > 0) lines.text(stacksText(stacks));
  repositoryLines(lines, environment, isWhole);
  titled(lines, 'Settings of the registry', environment.registrySettings, settingLine);
  titled(lines, 'Roles, and what they trust', environment.roles, roleLine);
  titled(lines, 'Builds', environment.builds, buildLine);
  titled(lines, 'Contributors', environment.contributors, contributorLine);
  if (lines.options.all) {
    titled(
      lines,
      'Roles of AWS services, and roles without access to these repositories',
      environment.plumbing,
      roleLine,
    );
    titled(lines, 'Builds that copy approved images', environment.promotionBuilds, buildLine);
  }
}

function stacksText(stacks: readonly ShownStack[]): string {
  const { resourcesOfStack: most } = awsLimits.cloudFormation;
  if (stacks.every(({ isFinal }) => isFinal)) {
    const [{ name: first } = { name: '' }] = stacks;
    const shortName = (name: string) => (name.startsWith(`${first}-`) ? `…${name.slice(first.length)}` : name);
    const counts = stacks.map(({ name, resources }) => `${shortName(name)} ${resources}`);
    return `Resources (of ${most}): ${counts.join(', ')}`;
  }
  return `Stacks: ${stacks.map((stack) => `${stack.name} (${resourcesText(stack)})`).join(', ')}`;
}

function resourcesText({ resources, isFinal }: ShownStack): string {
  const { resourcesOfStack: most } = awsLimits.cloudFormation;
  return isFinal
    ? `${resources} of ${most} resources`
    : `${counted(resources, 'resource')} before its transform, ${most} at most`;
}

/** Repositories with equal settings are one block. */
function repositoryLines(lines: ScreenLines, { repositories, registry }: ShownEnvironment, isWhole: boolean): void {
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

function blockField(lines: ScreenLines): (label: string, text: string) => void {
  return (label, text) => {
    lines.field(label, text, 'images'.length, 4);
  };
}

function accessFields(lines: ScreenLines, { push, pull, list, open }: ShownAccess, noOne: string): void {
  const field = blockField(lines);
  field('push', whoLine(lines, push, open.push === 0 ? noOne : openText(open.push)));
  field('pull', whoLine(lines, pull, open.pull === 0 ? noOne : openText(open.pull)));
  if (list.length > 0) field('list', whoLine(lines, list, noOne));
}

function openText(count: number): string {
  return `unknown until deployment for ${counted(count, 'role')} of AWS services, which --all shows`;
}

function whoLine(lines: ScreenLines, list: readonly Who[], noOne: string): string {
  if (list.length === 0) return noOne;
  const { shown, more } = lines.cut(list, mostPrincipals);
  return `${lines.who(shown)}${more > 0 ? ` and ${more} more, which --all shows` : ''}`;
}

function otherLines(lines: ScreenLines, others: readonly ShownAccess[]): void {
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

/** The widths of the labels in a list. */
const [narrowestLabel, widestLabel] = [4, 30] as const;

interface Line {
  readonly label: string;
  readonly text: string;
}

/** A list with a title. Its labels are a column. */
function titled<T>(
  lines: ScreenLines,
  title: string,
  items: readonly T[],
  lineOf: (lines: ScreenLines, item: T) => Line,
): void {
  if (items.length === 0) return;
  lines.gap();
  lines.text(title, 0, 'bold');
  const { shown, more } = lines.cut(items, mostGroups);
  const all = shown.map((item) => lineOf(lines, item));
  const fitting = all.map(({ label }) => displayWidth(label)).filter((length) => length <= widestLabel);
  const width = Math.max(...fitting, narrowestLabel);
  for (const { label, text } of all) lines.field(label, text, width, 2);
  if (more > 0) lines.text(`and ${more} more, which --all shows`, 2);
}

function settingLine(lines: ScreenLines, { label, text, who }: ShownSetting): Line {
  return { label, text: who === undefined ? text : `${text} ${whoLine(lines, who, 'no one')}` };
}

function roleLine(lines: ScreenLines, { name, arn, trusts }: ShownRole): Line {
  const trusted = trusts ? whoLine(lines, trusts, 'no one') : 'unknown: its trust policy is in no template';
  return { label: name, text: lines.options.wide ? `${arn} trusts\n${trusted}` : trusted };
}

function buildLine(_: ScreenLines, { source, starts, ...build }: ShownBuild): Line {
  const { name, pushes, mayPush, knowsRole } = build;
  const isUnknown = !knowsRole && pushes.length + mayPush.length === 0;
  const target = isUnknown ? 'unknown to which repository it pushes: its role is in no template' : targetText(build);
  const start =
    starts.length === 0 ? 'these templates show nothing that starts it' : `starts at ${listed(starts, 'or')}`;
  return { label: name, text: `${target}, from ${source}, ${start}` };
}

function targetText({ pushes, mayPush }: ShownPushes): string {
  if (pushes.length > 0) return `pushes to ${listed(pushes)}`;
  return mayPush.length === 0 ? 'pushes to no repository' : `may push to ${listed(mayPush)} (unknown until deployment)`;
}

function contributorLine(lines: ScreenLines, contributor: ShownContributor): Line {
  const { name, until, credentialsFrom, role } = contributor;
  const text = `until ${until}, ${targetText(contributor)}`;
  const issuer = lines.who(credentialsFrom);
  return {
    label: name,
    text: lines.options.wide
      ? `${text}, as role ${role}\ncredentials from ${issuer}`
      : `${text}, credentials from ${issuer}`,
  };
}

/** The number of what is not shown, so that nothing is left out in silence. */
function hiddenText({ all }: ScreenOptions, { environments, undecided }: Screen): string | undefined {
  const roles = environments.reduce((sum, { plumbing }) => sum + plumbing.length, 0);
  const builds = environments.reduce((sum, { promotionBuilds }) => sum + promotionBuilds.length, 0);
  const counts = [
    ...(roles === 0 ? [] : [`${counted(roles, 'role')} of AWS services or without access here`]),
    ...(builds === 0 ? [] : [`${counted(builds, 'build')} to copy approved images`]),
  ];
  if (all || counts.length === 0) return undefined;
  const open =
    undecided === 0 ? '' : ` Whether ${counted(undecided, 'role')} can push or pull is unknown until deployment.`;
  return `--all shows ${counts.join(' and ')}.${open}`;
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}

function listLines(lines: ScreenLines, title: string, items: readonly string[]): void {
  if (items.length === 0) return;
  lines.gap();
  lines.text(title, 0, 'bold');
  const { shown, more } = lines.cut(items, mostUnread);
  for (const item of shown) lines.text(`- ${item}`, 2);
  if (more > 0) lines.text(`and ${more} more, which --all shows`, 2);
}
