import { assumeRole, type JobScripts, messages, prepareJob } from './job-scripts';
import { sessionSeconds } from './job-minutes';
import { type PipelinePlan } from './pipeline-plan';
import { type PipelineVariables } from './pipeline-variables';
import { tagRuleVariables } from '../naming/tag-rules';
import { shellWord } from '../private/text/shell-word';

/** The plan of a pipeline, and the variables that its jobs read. */
export interface Parts {
  readonly plan: PipelinePlan;
  readonly variables: PipelineVariables;
}

/** The rules for the tags. */
export function namingSettings({ plan: { tagRules, rebuilds } }: Parts): string[] {
  const rules = Object.entries(tagRuleVariables(tagRules)).map(([name, rule]) => `${name}=${shellWord(rule)}`);
  return [...rules, ...(rebuilds === undefined ? [] : ['REBUILDS=true'])];
}

/**
 * The script of a job. Its shell may be any POSIX shell, so the script itself is a file for Bash. It is quoted, so that the outer
 * shell replaces nothing in it.
 */
export function scriptOf(
  parts: Parts,
  minutes: number,
  settings: readonly string[],
  scripts: readonly JobScripts[],
): string {
  const { role, system } = parts.plan;
  const all = [assumeRole, ...scripts];
  const seconds = sessionSeconds(minutes, role.maxSessionSeconds);
  const lines = [
    'set -euo pipefail',
    ...[...roleSettings(parts), `ROLE_SECONDS=${seconds}`, ...settings].map((setting) => `export ${setting}`),
    messages,
    ...new Set(all.flatMap(({ functions }) => functions.flat())),
    system.ofRun,
    ...all.flatMap(({ steps }) => steps),
  ];
  const end = endOf(lines);
  return `${[prepareJob, 'script="$(mktemp)"', `cat >"$script" <<'${end}'`, ...lines, end, 'bash "$script"'].join('\n')}\n`;
}

/** A line that ends the script, and that no command of the user contains. */
function endOf(lines: readonly string[]): string {
  const used = new Set(lines.flatMap((line) => line.split('\n')));
  let end = 'END_OF_SCRIPT';
  while (used.has(end)) end += '_';
  return end;
}

function roleSettings({ plan, variables }: Parts): string[] {
  const { role, repository, trigger } = plan;
  return [
    `ROLE_ARN=${variables.wordOf('AWS_ROLE_ARN', role.arn)}`,
    `AWS_REGION=${variables.wordOf('AWS_REGION', repository.region)}`,
    `ECR_REPOSITORY=${variables.wordOf('ECR_REPOSITORY', repository.name)}`,
    ...(repository.otherAccount === undefined ? [] : [`REGISTRY_ACCOUNT=${repository.otherAccount}`]),
    ...(trigger.requiresProtected ? ['REQUIRE_PROTECTED=true'] : []),
  ];
}
