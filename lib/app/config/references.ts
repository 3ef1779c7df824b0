import { quote } from '../../private/validation/validation';
import { each, fields, listOf, repeatedValues } from './unvalidated';
import { projectsIn } from './builds/image-names';
import { contributorReferences } from './contributors/contributor-references';
import { didYouMean } from './did-you-mean';
import { environmentNameRule } from './environments/environments';
import { usedRepositories } from './identities';
import { registryLists } from './registry/registry';
import { type ConfigProblem } from './problem';

/**
 * Repeated names and unknown names. It reads the file as it is written, even if it is not valid, so that a wrong field does
 * not hide the problems of names.
 *
 * @param whole what the names must be of, as messages call it.
 */
export function referenceProblems(config: unknown, whole: 'this file' | 'this config'): ConfigProblem[] {
  const file = fields(config);
  const known = (section: string, one: string) => ({
    names: new Set(namesIn(file[section])),
    what: `${one} of ${whole}`,
  });
  const environments = known('environments', 'an environment');
  const repositories = known('repositories', 'a repository');
  const ofBuild = (item: Record<string, unknown>, path: string) => [
    ...unknownName(item.repository, `${path}.repository`, repositories),
    ...unknownNames(plainNames(item.baseImages), `${path}.baseImages`, repositories),
    ...unknownNames(plainNames(fields(item.pullRequests).baseImages), `${path}.pullRequests.baseImages`, repositories),
    ...each(item.deploys, (deploy, at) =>
      unknownNames(deploy.environments, `${path}.deploys${at}.environments`, environments),
    ),
  ];
  const ofWorkflow = (item: Record<string, unknown>, path: string) => [
    ...unknownName(item.repository, `${path}.repository`, repositories),
    ...unknownNames(plainNames(item.baseImages), `${path}.baseImages`, repositories),
    ...each(item.images, (image, at) => unknownName(image.repository, `${path}.images${at}.repository`, repositories)),
  ];
  const sections = ['environments', 'repositories', 'publishers', 'identities', 'builds', 'contributors'];
  return [
    ...sections.flatMap((section) => duplicateNames(section, file[section])),
    ...each(file.repositories, (item, path) =>
      Object.keys(fields(item.perEnvironment)).flatMap((name) =>
        // A name that is not valid is reported as such.
        environmentNameRule(name) === undefined
          ? unknownName(name, `repositories${path}.perEnvironment.${name}`, environments)
          : [],
      ),
    ),
    ...duplicateEnvironments(file.environments),
    ...contributorReferences(file.contributors),
    ...registryReferences(file.registry, environments),
    ...['publishers', 'contributors'].flatMap((section) =>
      each(file[section], (item, path) =>
        each(item.deploys, (deploy, at) =>
          unknownNames(deploy.environments, `${section}${path}.deploys${at}.environments`, environments),
        ),
      ),
    ),
    ...['repositories', 'publishers', 'identities', 'builds', 'contributors'].flatMap((section) =>
      each(file[section], (item, path) =>
        unknownNames(item.environments, `${section}${path}.environments`, environments),
      ),
    ),
    ...each(file.publishers, (item, path) =>
      ['repositories', 'pullRepositories', 'listRepositories'].flatMap((key) =>
        unknownNames(item[key], `publishers${path}.${key}`, repositories),
      ),
    ),
    ...each(file.publishers, ({ workflow }, path) => ofWorkflow(fields(workflow), `publishers${path}.workflow`)),
    ...each(file.identities, (item, path) =>
      usedRepositories.flatMap((key) => unknownNames(item[key], `identities${path}.${key}`, repositories)),
    ),
    ...each(file.builds, (item, path) => [
      ...ofBuild(item, `builds${path}`),
      ...each(item.images, (image, at) => ofBuild(image, `builds${path}.images${at}`)),
    ]),
    ...duplicateProjects(file.builds),
    ...each(file.acknowledgements, (item, path) => [
      ...unknownNames(item.repositories, `acknowledgements${path}.repositories`, repositories),
      ...unknownNames(item.publishers, `acknowledgements${path}.publishers`, known('publishers', 'a publisher')),
      ...unknownNames(item.builds, `acknowledgements${path}.builds`, {
        names: new Set(projectsIn(file.builds).map(({ name }) => name)),
        what: `a build of ${whole}`,
      }),
      ...unknownNames(
        item.contributors,
        `acknowledgements${path}.contributors`,
        known('contributors', 'a contributor'),
      ),
      ...unknownNames(
        item.identities,
        `acknowledgements${path}.identities`,
        known('identities', 'an entry of identities'),
      ),
    ]),
  ];
}

/** Undefined in the place of an ARN, and of what no name can be, which is reported there. The path of a name stays right. */
function plainNames(values: unknown): unknown[] {
  return listOf(values).map((value) => (typeof value === 'string' && /[:@]/.test(value) ? undefined : value));
}

function registryReferences(registry: unknown, environments: Known): ConfigProblem[] {
  const settings = fields(registry);
  return [
    ...unknownNames(settings.environments, 'registry.environments', environments),
    ...registryLists.flatMap((key) =>
      each(settings[key], (item, path) =>
        unknownNames(item.environments, `registry.${key}${path}.environments`, environments),
      ),
    ),
  ];
}

/** The names that a reference can have, and what they are. */
interface Known {
  readonly names: ReadonlySet<unknown>;
  readonly what: string;
}

/** Sections whose names must differ in more than case. IAM requires it for roles, and some file systems for templates. */
const inAnyCase = ['environments', 'publishers', 'contributors'];

function duplicateNames(section: string, items: unknown): ConfigProblem[] {
  const names = namesIn(items);
  const keys = inAnyCase.includes(section) ? names.map((name) => name?.toLowerCase()) : names;
  return repeatedValues(keys).map(([, first, index]) => {
    const remark = names[first] === names[index] ? '' : ' Upper and lower case count as equal.';
    return {
      path: `${section}[${index}].name`,
      other: `${section}[${first}]`,
      message: `must be unique, got ${quote(names[index])}, which ${section}[${first}] has too. Choose another name.${remark}`,
    };
  });
}

/** Images whose project has the name of another project. Projects without images are compared by their entries. */
function duplicateProjects(builds: unknown): ConfigProblem[] {
  const projects = projectsIn(builds);
  return repeatedValues(projects.map(({ name }) => name)).flatMap(([name, first, index]) => {
    const [one, other] = [projects[first], projects[index]];
    if (!one || !other) return [];
    const entries = [one, other].map(({ path }) => path.replace(/\.images\[\d+\]$/, ''));
    if (entries[0] === entries[1] || (one.path === entries[0] && other.path === entries[1])) return [];
    return [
      {
        path: `${other.path}.name`,
        other: one.path,
        message: `must give a project its own name, got ${quote(name)}, which ${one.path} has too. Choose another name.`,
      },
    ];
  });
}

/** Groups of one file with the same prefix. Their order would decide which one overrides the other. */
export function duplicatePrefixes(file: unknown): ConfigProblem[] {
  const prefixes = listOf(fields(file).groups).map((item) => textOf(fields(item).prefix));
  return repeatedValues(prefixes).map(([prefix, first, index]) => ({
    path: `groups[${index}].prefix`,
    other: `groups[${first}]`,
    message: `must be unique, got ${quote(prefix)}, which groups[${first}] has too. Join the two groups.`,
  }));
}

/** Environments with the same account and Region. They would create the same repositories twice. */
function duplicateEnvironments(environments: unknown): ConfigProblem[] {
  const targets = listOf(environments).map((item) => {
    const { account, region } = fields(item);
    return typeof account === 'string' && typeof region === 'string' ? `${account}/${region}` : undefined;
  });
  return repeatedValues(targets).map(([, first, index]) => ({
    path: `environments[${index}]`,
    message: `must not have the account and Region of environments[${first}]. Remove it, or change one of them.`,
  }));
}

function unknownNames(names: unknown, path: string, known: Known): ConfigProblem[] {
  return listOf(names).flatMap((name, index) => unknownName(name, `${path}[${index}]`, known));
}

function unknownName(name: unknown, path: string, { names, what }: Known): ConfigProblem[] {
  if (typeof name !== 'string' || names.has(name)) return [];
  return [{ path, message: `must be the name of ${what}, got ${quote(name)}${nearest(name, names)}` }];
}

/** The question for a misspelled name. In a long list, a comparison with each name would take too long. */
function nearest(name: string, known: ReadonlySet<unknown>): string {
  if (known.size > mostCompared) return '';
  const question = didYouMean(
    [name],
    [...known].filter((one) => typeof one === 'string'),
  );
  return question === '' ? '' : `.${question}`;
}

const mostCompared = 10_000;

function namesIn(items: unknown): (string | undefined)[] {
  return listOf(items).map((item) => textOf(fields(item).name));
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
