import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { readConfig } from './config/index';
import { ConfigError, problemLine } from './config/problem';
import { type RegistryConfig } from './config/schema';
import { addRegistryStacks } from './registry-stacks';
import { equalRepositoriesOf } from './stacks/config-repositories';
import { type Move, moveLines, moveProblems, movesBetween } from './stacks/moves';

/**
 * Validates a config without a deployment. The stacks are created too, because some problems show only there, and then
 * thrown away.
 *
 * @param against an older config. What would move to another stack is then a problem, or is listed if the config has
 * `reshard`.
 * @throws ConfigError with every problem at once.
 */
export function check(file: string, against?: string): string {
  const config = readConfig(file);
  const moves = against === undefined ? [] : checkMoves(config, against);
  if (against === undefined) withApp((app) => addRegistryStacks(app, config, equalRepositoriesOf(config)));
  const counts = [
    counted(config.environments.length, 'environment'),
    counted(config.repositories.length, 'repository', 'repositories'),
    counted(config.publishers?.length ?? 0, 'publisher'),
    counted(config.builds?.length ?? 0, 'build'),
    counted(config.contributors?.length ?? 0, 'contributor'),
  ];
  const valid = `${file} is valid: ${counts.filter((text) => text !== '').join(', ')}`;
  return moves.length === 0 ? valid : [valid, ...movedText(moves)].join('\n');
}

function counted(count: number, one: string, many = `${one}s`): string {
  return count === 0 ? '' : `${count} ${count === 1 ? one : many}`;
}

/** All repositories are created, not only one of equal ones, since each has its own stack. */
function checkMoves(config: RegistryConfig, against: string): Move[] {
  const old = readOld(against);
  const moves = withApp((app) =>
    withApp((before) => movesBetween(addRegistryStacks(before, old), addRegistryStacks(app, config))),
  );
  const problems = moveProblems(moves, old, config);
  if (problems.length > 0) throw new ConfigError(problems);
  return moves;
}

function readOld(file: string): RegistryConfig {
  try {
    return readConfig(file);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    throw new ConfigError(error.problems.map((problem) => ({ path: '', message: `${file}: ${problemLine(problem)}` })));
  }
}

function movedText(moves: readonly Move[]): string[] {
  return [
    `These resources move to other stacks. Move them with 'npx cdk refactor' before you deploy:`,
    ...moveLines(moves).map((line) => `  ${line}`),
  ];
}

/** Runs a step with an app in a temporary folder. */
function withApp<T>(step: (app: App) => T): T {
  const outdir = mkdtempSync(join(tmpdir(), 'ecr-publishing-'));
  try {
    return step(new App({ outdir }));
  } finally {
    rmSync(outdir, { recursive: true });
  }
}
