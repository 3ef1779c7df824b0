import { tokenIssuers } from '../../review/index';

/** A run of a CI system, as people call it. */
export interface CiRun {
  readonly system: string;
  /** The system and the project: `GitHub acme/service`. */
  readonly project: string;
  /** The Git ref or the environment of the run: `branch main`. */
  readonly run: string;
}

/** Reads the subject of a CI system's token. Undefined if it is of no known CI system. */
export function ciRunOf(subject: string): CiRun | undefined {
  const system = tokenIssuers.find((one) => one.subject.test(subject));
  if (!system) return undefined;
  if (!subject.startsWith(system.prefix)) return { system: system.name, project: `${system.name} ${subject}`, run: '' };
  const { owner, project, run } = system.partsOf(subject.slice(system.prefix.length));
  const path = [owner, project].filter((part) => part !== undefined && part !== '').join('/');
  return {
    system: system.name,
    project: `${system.name} ${withoutIds(path)}`,
    run: run === undefined ? '' : runWords(run),
  };
}

/** GitHub writes the ids of an owner and a repository after their names. */
function withoutIds(path: string): string {
  return path.replace(/@\d+(?=\/|$)/g, '');
}

/** The forms of a run, with their words. The forms of all CI systems differ, so one list is enough. */
const forms: readonly (readonly [RegExp, (name: string) => string])[] = [
  [/^\*+$/, () => 'any run'],
  [/(?:^|[:/])refs\/heads\/([^:]+)(?::commit:.*)?$/, named('branch', 'branches')],
  [/(?:^|[:/])refs\/tags\/([^:]+)(?::commit:.*)?$/, named('tag', 'tags')],
  [/^ref_type:branch:ref:(.+)$/, named('branch', 'branches')],
  [/^ref_type:tag:ref:(.+)$/, named('tag', 'tags')],
  [/^environment:(.+)$/, named('environment', 'environments')],
  [/^pull_request$/, () => 'pull requests'],
  [/^(\{[\da-f-]+\}):\{[?-]+\}$/, (environment) => `environment ${environment}`],
  [/^\{[?-]+\}$/, () => 'steps without an environment'],
];

function runWords(run: string): string {
  for (const [form, words] of forms) {
    const found = form.exec(run);
    if (found) return words(found[1] ?? '');
  }
  return run;
}

function named(one: string, many: string): (name: string) => string {
  return (name) => (name === '*' ? `any ${one}` : `${/[*?]/.test(name) ? many : one} ${name}`);
}
