import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type GitHubApi } from './git-hub-api';
import { type Terminal } from './terminal';

interface Step {
  readonly id?: string;
  readonly if?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly with?: Readonly<Record<string, string | boolean>>;
}

interface Job {
  readonly strategy?: { readonly matrix: { readonly include: readonly Readonly<Record<string, string>>[] } };
  readonly outputs?: Readonly<Record<string, string>>;
  readonly steps: readonly Step[];
}

/** The context that GitHub gives to a run. */
export interface RunnerContext {
  readonly sha: string;
  readonly refType: 'branch' | 'tag';
  readonly refName: string;
  /** The secrets of the repository at GitHub. */
  readonly secrets?: Readonly<Record<string, string>>;
}

type Outputs = Readonly<Record<string, string>>;

/** The names that an expression may use, such as `steps.ecr.outputs.registry`. */
type Names = Record<string, string>;

/**
 * Runs the jobs of a workflow as GitHub does. It runs scripts without changes, and docker/build-push-action as `docker
 * buildx build` with the same inputs. It leaves out GitHub's cache and BuildKit's SBOM scanner, which is on Docker Hub. The
 * machine is already logged in to the registry of the image, and has a builder.
 */
export class WorkflowRunner {
  /** How often the last run built. */
  public builds = 0;

  public constructor(
    private readonly terminal: Terminal,
    private readonly jobs: Readonly<Record<string, Job>>,
    private readonly registry: string,
    private readonly gitHub: GitHubApi,
  ) {}

  /** The outputs of the job `publish`. */
  public async run(context: RunnerContext): Promise<Outputs> {
    this.builds = 0;
    const names: Names = {
      'github.sha': context.sha,
      'github.server_url': 'https://github.com',
      'github.repository': 'acme/service',
      ...Object.fromEntries(Object.entries(context.secrets ?? {}).map(([name, value]) => [`secrets.${name}`, value])),
    };
    for (const [name, job] of Object.entries(this.jobs)) {
      for (const one of job.strategy?.matrix.include ?? [{}]) {
        const matrix = Object.fromEntries(Object.entries(one).map(([key, value]) => [`matrix.${key}`, value]));
        for (const [key, value] of Object.entries(await this.job(job, { ...names, ...matrix }, context))) {
          if (value === '') continue; // GitHub skips empty outputs, so the jobs of a matrix do not replace each other's
          names[`needs.${name}.outputs.${key}`] = value;
          if (name === 'publish') names[key] = value;
        }
      }
    }
    return { image: names.image ?? '', digest: names.digest ?? '', tags: names.tags ?? '' };
  }

  private async job({ steps, outputs = {} }: Job, names: Names, context: RunnerContext): Promise<Outputs> {
    names['steps.ecr.outputs.registry'] = this.registry;
    for (const step of steps) {
      if (step.if !== undefined && (names[step.if.replace(/^!/, '')] ?? '') !== '') continue;
      const made = await this.step(step, names, context);
      for (const [key, value] of Object.entries(made)) names[`steps.${step.id ?? ''}.outputs.${key}`] = value;
    }
    return Object.fromEntries(Object.entries(outputs).map(([key, value]) => [key, filled(value, names)]));
  }

  private async step(step: Step, names: Names, context: RunnerContext): Promise<Outputs> {
    if (step.uses?.startsWith('aws-actions/configure-aws-credentials@')) {
      await this.terminal.run(`export AWS_REGION=${quoted(filled(String(step.with?.['aws-region']), names))}`);
    }
    if (step.uses?.startsWith('docker/login-action@')) {
      const input = (name: string) => quoted(filled(String(step.with?.[name] ?? ''), names));
      await this.terminal.run(
        `printf %s ${input('password')} | docker login --username ${input('username')} --password-stdin ${input('registry')}`,
      );
    }
    const config = step.with?.['buildkitd-config-inline'];
    if (config !== undefined) {
      const file = join(this.terminal.folder, 'buildkitd.toml');
      writeFileSync(file, String(config));
      const driver = filled(String(step.with?.['driver-opts']), names);
      await this.terminal.run(
        `docker buildx create --use --driver-opt ${quoted(driver)} --buildkitd-config ${quoted(file)} --bootstrap`,
      );
    }
    if (step.uses?.startsWith('docker/build-push-action@')) return this.build(step.with ?? {}, names);
    if (step.run === undefined) return {};
    const at = (name: string) => join(this.terminal.folder, name);
    for (const name of ['script', 'output', 'summary']) writeFileSync(at(name), '');
    writeFileSync(at('script'), step.run);
    const own = Object.entries(step.env ?? {}).map(([key, value]) => [key, filled(value, names)] as const);
    const variables = {
      ...Object.fromEntries(own),
      RUNNER_TEMP: this.terminal.folder,
      GITHUB_SHA: context.sha,
      GITHUB_REF_TYPE: context.refType,
      GITHUB_REF_NAME: context.refName,
      GITHUB_API_URL: this.gitHub.endpoint,
      GITHUB_REPOSITORY: 'acme/service',
      GITHUB_OUTPUT: at('output'),
      GITHUB_STEP_SUMMARY: at('summary'),
    };
    const settings = Object.entries(variables).map(([key, value]) => `${key}=${quoted(value)}`);
    await this.terminal.run(`env ${settings.join(' ')} bash --noprofile --norc -eo pipefail ${at('script')}`);
    const lines = readFileSync(at('output'), 'utf8').split('\n');
    return Object.fromEntries(
      lines.filter(Boolean).map((line) => line.split(/=(.*)/s).slice(0, 2) as [string, string]),
    );
  }

  private async build(inputs: Readonly<Record<string, string | boolean>>, names: Names): Promise<Outputs> {
    this.builds += 1;
    const input = (name: string) => filled(String(inputs[name] ?? ''), names);
    const metadata = join(this.terminal.folder, 'metadata.json');
    const options = [
      ...['--platform', input('platforms'), '--metadata-file', metadata, '--provenance', input('provenance')],
      ...input('tags')
        .split(',')
        .flatMap((tag) => (tag ? ['--tag', tag] : [])),
      ...input('labels')
        .split('\n')
        .flatMap((label) => (label ? ['--label', label] : [])),
      ...(inputs.annotations === undefined ? [] : ['--annotation', input('annotations')]),
      ...(inputs.outputs === undefined ? ['--push'] : ['--output', input('outputs')]),
    ];
    await this.terminal.run(`docker buildx build ${options.map(quoted).join(' ')} .`);
    const made = JSON.parse(readFileSync(metadata, 'utf8')) as Readonly<Record<string, string>>;
    return { digest: made['containerimage.digest'] ?? '' };
  }
}

/** A text with the values of its expressions. GitHub too inserts nothing for a name that is not known. */
function filled(text: string, names: Names): string {
  return text.replace(/\$\{\{ (.+?) \}\}/g, (_, expression: string) => valueOf(expression, names));
}

/** The value of names and comparisons that are joined by `&&` and `||`. */
function valueOf(expression: string, names: Names): string {
  const one = (text: string): string => {
    const [, name = '', compared] = /^([\w.-]*)(?: == '(\w+)')?$/.exec(text) ?? [];
    const value = names[name] ?? '';
    return compared === undefined || value === compared ? value : '';
  };
  const all = (texts: readonly string[]) => (texts.every((text) => one(text) !== '') ? one(texts.at(-1) ?? '') : '');
  const choices = expression.split(' || ').map((choice) => all(choice.split(' && ')));
  return choices.find((choice) => choice !== '') ?? '';
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
