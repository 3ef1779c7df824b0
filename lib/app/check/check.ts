import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { FAIL_SYNTH_ON_VALIDATION_ERRORS_CONTEXT } from 'aws-cdk-lib/cx-api';
import { type OnProgress } from '../../private/text/progress';
import { visibleControls } from '../../private/text/visible-controls';
import { addConfig, withoutTemplateRules } from '../config-app';
import { readConfig, readOldConfig } from '../config/index';
import { ConfigError, type ConfigProblem } from '../config/problem';
import { locating } from '../config/reading/locate';
import { repositoriesOf } from '../config/repositories/all-repositories';
import { type RegistryConfig } from '../config/schema';
import { inItsFile } from '../config/teams/origins';
import { fail } from '../input-file';
import { projectContext } from '../project-context';
import { addRegistryStacks } from '../registry-stacks';
import { type EqualRepositories, equalRepositoriesOf } from '../stacks/equal-repositories';
import { InexactSizeError } from '../stacks/inexact-size-error';
import { type Move, moveLines, moveProblems, movesBetween } from '../stacks/moves';
import { PartPaths } from '../stacks/part-paths';
import { configChanges } from './config-changes';
import { ofAllEqual } from './equal-findings';
import { inWordsOfFile } from './file-words';
import { synthFindings } from './synth-findings';

/** The result of a check without errors. */
interface Checked {
  /** The counts of the parts, and the resources that move to other stacks. */
  readonly summary: string;
  readonly warnings: readonly ConfigProblem[];
  /** The moves, as notices for the formats without a summary. */
  readonly notices: readonly ConfigProblem[];
}

/**
 * Validates a config without a deployment. It is synthesized as `cdk synth` does it, because some problems show only there,
 * and the templates are then thrown away.
 *
 * @param against an older config. What would move to another stack is then a problem, or is listed if the config has
 * `reshard`.
 * @param onProgress gets the step of the check.
 * @throws ConfigError with every problem at once.
 */
export function check(file: string, against?: string, onProgress?: OnProgress): Checked {
  const context = projectContext(file);
  const config = readConfig(file);
  const findings = findingsOf(context, config, onProgress);
  const errors = findings.filter(({ severity }) => severity !== 'warning');
  if (errors.length > 0) throw new ConfigError(errors);
  const { moves, changes } =
    against === undefined ? noDifferences : differencesFrom(config, against, context, onProgress);
  const notices = moveLines(moves).map((message) => ({ path: 'shards', message, severity: 'notice' as const }));
  return { summary: summaryOf(file, config, moves), warnings: [...findings, ...changes], notices };
}

/** Of equal repositories only one is created, unless it has a problem or the stack is almost too large. */
function findingsOf(context: Context, config: RegistryConfig, onProgress?: OnProgress): ConfigProblem[] {
  const groups = equalRepositoriesOf(config);
  try {
    return withApp(context, (app) => findingsIn(app, config, groups, onProgress));
  } catch (error) {
    if (!(error instanceof InexactSizeError)) throw error;
    const each = groups.flat().map((entry) => [entry] as const);
    return withApp(context, (app) => findingsIn(app, config, each, onProgress));
  }
}

function findingsIn(
  app: App,
  config: RegistryConfig,
  groups: readonly EqualRepositories[],
  onProgress?: OnProgress,
): ConfigProblem[] {
  const { environments } = addConfig(app, config, groups, onProgress);
  onProgress?.('Writing templates');
  app.synth();
  const findings = synthFindings(app, new PartPaths(config, environments));
  return ofAllEqual(findings.map(inWordsOfFile), groups).map((finding) => inItsFile(config.origins, finding));
}

function summaryOf(file: string, config: RegistryConfig, moves: readonly Move[]): string {
  const counts = [
    counted(config.environments.length, 'environment'),
    counted(config.teams?.length ?? 0, 'team'),
    counted(repositoriesOf(config).length, 'repository', 'repositories'),
    counted(config.publishers?.length ?? 0, 'publisher'),
    counted(config.identities?.length ?? 0, 'entry of identities', 'entries of identities'),
    counted(config.builds?.length ?? 0, 'build'),
    counted(config.contributors?.length ?? 0, 'contributor'),
  ];
  const valid = `${visibleControls(file)} is valid: ${counts.filter((text) => text !== '').join(', ')}`;
  return moves.length === 0 ? valid : [valid, ...movedText(moves)].join('\n');
}

function counted(count: number, one: string, many = `${one}s`): string {
  return count === 0 ? '' : `${count} ${count === 1 ? one : many}`;
}

/** The differences from an older config that a user must know before a deployment. */
interface Differences {
  readonly moves: readonly Move[];
  readonly changes: readonly ConfigProblem[];
}

const noDifferences: Differences = { moves: [], changes: [] };

/** All repositories are created, not only one of equal ones, since each has its own stack. */
function differencesFrom(
  config: RegistryConfig,
  against: string,
  context: Context,
  onProgress?: OnProgress,
): Differences {
  const old = readOld(against);
  return withApp(context, (app) =>
    withApp(context, (before) => {
      const [were, are] = [
        addRegistryStacks(before, old, undefined, onProgress),
        addRegistryStacks(app, config, undefined, onProgress),
      ];
      const moves = movesBetween(were, are);
      const problems = moveProblems(moves, old, config);
      if (problems.length > 0) throw new ConfigError(problems);
      onProgress?.('Comparing templates');
      const changes = configChanges(
        { app: before, paths: new PartPaths(old, were) },
        { app, paths: new PartPaths(config, are) },
      );
      return { moves, changes: changes.map((change) => inItsFile(config.origins, change)) };
    }),
  );
}

function readOld(file: string): RegistryConfig {
  if (!existsSync(file)) return fail(`${file} does not exist. Name the config as it was before.`);
  return locating(file, () => readOldConfig(file));
}

function movedText(moves: readonly Move[]): string[] {
  return [
    `These resources move to other stacks. Move them with 'npx cdk refactor' before you deploy:`,
    ...moveLines(moves).map((line) => `  ${line}`),
  ];
}

type Context = Readonly<Record<string, unknown>>;

/**
 * Runs a step with an app in a temporary folder. The CDK's own rules for templates do not run: they take longer than all
 * else, and the templates of this library pass them. Its report is read, so it is not printed.
 */
function withApp<T>(context: Context, step: (app: App) => T): T {
  const outdir = mkdtempSync(join(tmpdir(), 'ecr-publishing-'));
  try {
    return step(
      new App({
        ...withoutTemplateRules,
        outdir,
        context: { ...context, [FAIL_SYNTH_ON_VALIDATION_ERRORS_CONTEXT]: false },
        analyticsReporting: false,
        treeMetadata: false,
      }),
    );
  } finally {
    rmSync(outdir, { recursive: true });
  }
}
