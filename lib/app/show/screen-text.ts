import { awsLimits } from '../../private/aws/limits';
import { displayWidth } from '../../private/text/display-width';
import { publishFileLines } from './publish-file-lines';
import { otherLines, repositoryLines } from './repository-lines';
import {
  type Screen,
  type ShownBuild,
  type ShownContributor,
  type ShownEnvironment,
  type ShownPushes,
  type ShownRole,
  type ShownSetting,
  type ShownStack,
} from './screen';
import { ScreenLines, type ScreenOptions } from './screen-lines';
import { counted, listed, marks } from './who';

/** The most items of a list, and the most parts that could not be read. */
const mostItems = 25;
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
  publishFileLines(lines, environment.files);
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
  const { shown, more } = lines.cut(items, mostItems);
  const all = shown.map((item) => lineOf(lines, item));
  const fitting = all.map(({ label }) => displayWidth(label)).filter((length) => length <= widestLabel);
  const width = Math.max(...fitting, narrowestLabel);
  for (const { label, text } of all) lines.field(label, text, width, 2);
  if (more > 0) lines.text(`and ${more} more, which --all shows`, 2);
}

function settingLine(lines: ScreenLines, { label, text, who }: ShownSetting): Line {
  return { label, text: who === undefined ? text : `${text} ${lines.principals(who, 'no one')}` };
}

function roleLine(lines: ScreenLines, { name, arn, trusts }: ShownRole): Line {
  const trusted = trusts ? lines.principals(trusts, 'no one') : 'unknown: its trust policy is in no template';
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

function listLines(lines: ScreenLines, title: string, items: readonly string[]): void {
  if (items.length === 0) return;
  lines.gap();
  lines.text(title, 0, 'bold');
  const { shown, more } = lines.cut(items, mostUnread);
  for (const item of shown) lines.text(`- ${item}`, 2);
  if (more > 0) lines.text(`and ${more} more, which --all shows`, 2);
}
