import { quote } from '../../../private/validation/validation';
import { pathText, type ConfigProblem } from '../problem';
import { fields, listOf } from '../unvalidated';
import { nameStart, type TeamPrefixes } from './prefixes';

/** The names that a team may use at a place of its file. */
interface NameRule {
  readonly at: string;
  readonly form: keyof typeof forms;
  /** The key of `shared` in the main file with more values. */
  readonly shared?: 'prefixes' | 'secrets' | 'parameters' | 'passRoles';
  /** Whether the name must be of a repository of the config, which is reported if it is not. */
  readonly isListed?: true;
}

/** The starts of names by a prefix, and the part of a value that is compared. */
interface NameForm {
  readonly starts: (prefix: string) => readonly string[];
  readonly compared?: (value: string) => string;
}

const forms = {
  repository: { starts: (prefix) => [prefix] },
  image: { starts: (prefix) => [prefix], compared: (value) => value.replace(/^arn:.*?:repository\//, '') },
  resource: { starts: (prefix) => [nameStart(prefix)] },
  role: { starts: (prefix) => [nameStart(prefix)], compared: (value) => value.slice(value.lastIndexOf('/') + 1) },
  secret: { starts: (prefix) => [prefix, nameStart(prefix)] },
  parameter: { starts: (prefix) => [`/${prefix}`, nameStart(prefix)] },
  logGroup: { starts: (prefix) => [`/aws/codebuild/${nameStart(prefix)}`, `/${prefix}`] },
} satisfies Record<string, NameForm>;

const partRules: readonly NameRule[] = [
  { at: 'groups[].prefix', form: 'repository' },
  { at: 'repositories[].name', form: 'repository' },
  { at: 'publishers[].name', form: 'resource' },
  { at: 'publishers[].repositories[]', form: 'repository', isListed: true },
  { at: 'publishers[].pullRepositories[]', form: 'repository', shared: 'prefixes', isListed: true },
  { at: 'publishers[].repositoryPrefixes[]', form: 'repository' },
  { at: 'publishers[].deploys[].service', form: 'resource' },
  { at: 'publishers[].deploys[].lambda', form: 'resource' },
  { at: 'publishers[].deploys[].passRoles[]', form: 'role', shared: 'passRoles' },
  { at: 'publishers[].workflow.repository', form: 'repository', isListed: true },
  { at: 'publishers[].workflow.cache.repository', form: 'repository' },
  { at: 'publishers[].workflow.baseImages[]', form: 'image', shared: 'prefixes' },
  { at: 'publishers[].workflow.registries[].secret', form: 'secret', shared: 'secrets' },
  { at: 'publishers[].workflow.secrets[].secret', form: 'secret', shared: 'secrets' },
  { at: 'publishers[].workflow.secrets[].parameter', form: 'parameter', shared: 'parameters' },
  { at: 'builds[].name', form: 'resource' },
  { at: 'builds[].repository', form: 'repository', isListed: true },
  { at: 'builds[].cache.repository', form: 'repository' },
  { at: 'builds[].baseImages[]', form: 'image', shared: 'prefixes' },
  { at: 'builds[].pullRequests.baseImages[]', form: 'image', shared: 'prefixes' },
  { at: 'builds[].registries[].secret', form: 'secret', shared: 'secrets' },
  { at: 'builds[].secrets[].secret', form: 'secret', shared: 'secrets' },
  { at: 'builds[].secrets[].parameter', form: 'parameter', shared: 'parameters' },
  { at: 'builds[].imageParameter', form: 'parameter' },
  { at: 'builds[].logGroup', form: 'logGroup' },
  { at: 'builds[].pullRequests.logGroup', form: 'logGroup' },
  { at: 'builds[].deploys[].service', form: 'resource' },
  { at: 'builds[].deploys[].lambda', form: 'resource' },
  { at: 'builds[].deploys[].passRoles[]', form: 'role', shared: 'passRoles' },
  { at: 'contributors[].name', form: 'resource' },
  { at: 'contributors[].repository', form: 'repository' },
  { at: 'contributors[].promoteTo', form: 'repository' },
  { at: 'contributors[].deploys[].service', form: 'resource' },
  { at: 'contributors[].deploys[].lambda', form: 'resource' },
  { at: 'contributors[].deploys[].passRoles[]', form: 'role', shared: 'passRoles' },
];

/** An image of several has the keys of a build. */
const rules = partRules.flatMap((rule) =>
  /^builds\[\]\.(?!name$|pullRequests)/.test(rule.at)
    ? [rule, { ...rule, at: rule.at.replace('builds[].', 'builds[].images[].') }]
    : /^publishers\[\]\.workflow\.(?!baseImages|registries)/.test(rule.at)
      ? [rule, { ...rule, at: rule.at.replace('workflow.', 'workflow.images[].') }]
      : [rule],
);

/**
 * Names in the file of a team that do not belong to it. Otherwise a team could push to the repositories of another one, or
 * read its secrets.
 *
 * @param repositories the names of all repositories of the config.
 */
export function nameProblems(
  team: TeamPrefixes,
  all: readonly TeamPrefixes[],
  shared: unknown,
  repositories: ReadonlySet<unknown>,
): ConfigProblem[] {
  if (team.prefixes.length === 0) return [];
  const others = all.filter((one) => one !== team).flatMap((one) => one.prefixes.map((each) => ({ ...each, of: one })));
  return rules.flatMap((rule) => {
    const { starts, compared = (value: string) => value }: NameForm = forms[rule.form];
    const own = team.prefixes.flatMap(({ prefix }) => starts(prefix));
    const foreign = others.flatMap(({ prefix, of }) => starts(prefix).map((start) => ({ start, prefix, of })));
    const sharedNames = rule.shared === undefined ? [] : listOf(fields(shared)[rule.shared]);
    return valuesAt(team.file.data, rule.at.split('.')).flatMap(({ path, value }): ConfigProblem[] => {
      if (typeof value !== 'string' || value === '' || (rule.isListed && !repositories.has(value))) return [];
      const name = compared(value);
      const longest = Math.max(0, ...own.filter((start) => name.startsWith(start)).map(({ length }) => length));
      const other = foreign.find(({ start }) => start.length > longest && name.startsWith(start));
      if (longest > 0 && other === undefined) return [];
      if (isShared(sharedNames, rule.shared, name)) return [];
      const message = longest > 0 && other ? taken(value, other) : notOwn(value, own, rule.shared);
      return [{ file: team.file.name, path: pathText(path), message }];
    });
  });
}

function isShared(names: readonly unknown[], key: NameRule['shared'], name: string): boolean {
  return key === 'prefixes'
    ? names.some((prefix) => typeof prefix === 'string' && prefix !== '' && name.startsWith(prefix))
    : names.includes(name);
}

function notOwn(value: string, own: readonly string[], shared: NameRule['shared']): string {
  const remedy =
    shared === undefined ? 'move this entry to the main file' : `add it to \`shared.${shared}\` of the main file`;
  return `must start with ${own.map(quote).join(' or ')}, got ${quote(value)}. Correct it, or ${remedy}.`;
}

function taken(value: string, { start, prefix, of }: { start: string; prefix: string; of: TeamPrefixes }): string {
  return (
    `must not start with ${quote(start)}, got ${quote(value)}. Such names belong to prefix ${quote(prefix)} of ` +
    `${of.file.name}. Choose another name.`
  );
}

interface ValueAt {
  readonly path: readonly PropertyKey[];
  readonly value: unknown;
}

/** The values at a path such as `builds[].secrets[].secret`, split at its dots. */
function valuesAt(value: unknown, [step, ...rest]: readonly string[], path: readonly PropertyKey[] = []): ValueAt[] {
  if (step === undefined) return [{ path, value }];
  const key = step.replace('[]', '');
  const at = [...path, key];
  const found = fields(value)[key];
  if (!step.endsWith('[]')) return valuesAt(found, rest, at);
  return listOf(found).flatMap((item, index) => valuesAt(item, rest, [...at, index]));
}
