import { logsInToBases } from './base-image-settings';
import { buildSettings, userSettings } from './build-settings';
import { deployMinutes, minutesWithDeployments, sessionSeconds } from './job-minutes';
import {
  assumeRole,
  awaitDocker,
  buildImage,
  collectFiles,
  deployImage,
  fetchSubmodules,
  findOfRun,
  type JobScripts,
  joinPlatforms,
  keepFiles,
  logInToBases,
  messages,
  prepareJob,
  readImage,
  readSecrets,
  reportPlatform,
  runBefore,
  tagImage,
  testImage,
} from './job-scripts';
import { deployedTitle, deploymentJson } from './deployment-settings';
import { type PipelinePlan } from './pipeline-plan';
import { hasReports } from './pipeline-tests';
import { type PipelineVariables } from './pipeline-variables';
import { type Deployed } from '../github/workflow/published';
import { followHistory, tagRuleVariables } from '../naming/tag-rules';
import { type ImagePlatform } from '../private/oci/image-platform';
import { shellWord } from '../private/text/shell-word';

/** A job of a pipeline, for any CI system. */
export interface PipelineJob {
  readonly id: string;
  /** The name for people. */
  readonly title: string;
  readonly stage: 'build' | 'publish' | 'deploy';
  readonly minutes: number;
  readonly script: string;
  /** The platform of the machine, if the job builds. It then needs Docker. */
  readonly builds?: ImagePlatform;
  /** Whether the script reads the files or the history of the source. */
  readonly source: 'none' | 'files' | 'history';
  /** The files with results that later jobs read. */
  readonly results: readonly string[];
  /** Whether the job collects files that the run keeps. */
  readonly hasArtifacts: boolean;
  /** Whether the job collects the results of tests. */
  readonly hasReports: boolean;
}

/** The jobs of a pipeline: one that publishes, or one for each platform before it, and one for each deployment after it. */
export function pipelineJobs(plan: PipelinePlan, variables: PipelineVariables): PipelineJob[] {
  const { platforms, emulation, trigger, deploys } = plan;
  const parts = { plan, variables };
  const joins = platforms.length > 1 && !emulation;
  const before = joins ? platforms.map((platform) => platformJob(parts, platform)) : [];
  const publish = joins ? joinJob(parts) : publishJob(parts);
  const after =
    trigger.environment === undefined ? deploys.map((deployed, index) => deployJob(parts, deployed, index)) : [];
  return [...before, publish, ...after];
}

interface Parts {
  readonly plan: PipelinePlan;
  readonly variables: PipelineVariables;
}

function publishJob(parts: Parts): PipelineJob {
  const { platforms, emulation, trigger, deploys, timeoutMinutes, tags, inputs, tests } = parts.plan;
  const [first = 'linux/amd64'] = platforms;
  const deploysToo = trigger.environment !== undefined && deploys.length > 0;
  const minutes = deploysToo ? minutesWithDeployments(timeoutMinutes, deploys) : timeoutMinutes;
  const settings = [
    ...userSettings(parts.plan),
    ...namingSettings(parts),
    ...buildSettings(parts.plan, platforms),
    ...(deploysToo ? allDeployments(parts) : []),
  ];
  const scripts = [
    ...scriptsUntilPush(parts),
    tagImage(inputs.commandsAfterPush),
    ...(deploysToo ? [deployImage] : []),
  ];
  return {
    id: 'publish',
    title: 'Publish the image',
    stage: 'publish',
    minutes,
    script: scriptOf(parts, minutes, settings, scripts),
    builds: emulation ? 'linux/amd64' : first,
    source: followHistory(tags) ? 'history' : 'files',
    results: ['image'],
    hasReports: hasReports(tests),
    hasArtifacts: inputs.artifacts.length > 0,
  };
}

/** The scripts of a job that builds, up to the push. */
function scriptsUntilPush({ plan }: Parts): JobScripts[] {
  const { inputs, tests, baseImages } = plan;
  const passwords = baseImages.registries.flatMap(({ _ciVariables }) => _ciVariables?.passwordVariable ?? []);
  return [
    findOfRun,
    ...submodulesOf(plan),
    ...(logsInToBases(plan) ? [logInToBases] : []),
    runBefore(inputs.commandsBeforeBuild),
    ...(Object.keys(inputs.storedSecrets).length > 0 ? [readSecrets] : []),
    awaitDocker,
    testImage(tests, [...credentials, ...Object.values(inputs.secrets), ...passwords]),
    ...(inputs.artifacts.length > 0 ? [collectFiles] : []),
    buildImage,
    ...(inputs.artifacts.length > 0 ? [keepFiles] : []),
  ];
}

function submodulesOf({ inputs, system }: PipelinePlan): JobScripts[] {
  return inputs.submodules && system.fetchesNoSubmodules ? [fetchSubmodules] : [];
}

/** The session of the role, and the tokens that give one. */
const credentials = [
  ...['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN'],
  ...['ID_TOKEN', 'AWS_ID_TOKEN', 'BITBUCKET_STEP_OIDC_TOKEN'],
];

function platformJob(parts: Parts, platform: ImagePlatform): PipelineJob {
  const { timeoutMinutes: minutes, tests, inputs } = parts.plan;
  const architecture = architectureOf(platform);
  const settings = [
    ...userSettings(parts.plan),
    ...namingSettings(parts),
    ...buildSettings(parts.plan, [platform]),
    `ARCHITECTURE=${architecture}`,
  ];
  return {
    id: `build-${architecture}`,
    title: `Build for ${platform}`,
    stage: 'build',
    minutes,
    script: scriptOf(parts, minutes, settings, [...scriptsUntilPush(parts), reportPlatform]),
    builds: platform,
    source: 'files',
    results: [`build-${architecture}`],
    hasReports: hasReports(tests),
    hasArtifacts: inputs.artifacts.length > 0,
  };
}

function joinJob(parts: Parts): PipelineJob {
  const { platforms, timeoutMinutes: minutes, tags, inputs } = parts.plan;
  const hasCommands = inputs.commandsAfterPush.length > 0;
  const architectures = platforms.map(architectureOf).join(' ');
  const settings = [
    ...(hasCommands ? userSettings(parts.plan) : []),
    ...namingSettings(parts),
    `ARCHITECTURES=${shellWord(architectures)}`,
  ];
  return {
    id: 'publish',
    title: 'Join the platforms and publish the image',
    stage: 'publish',
    minutes,
    script: scriptOf(parts, minutes, settings, [
      findOfRun,
      joinPlatforms,
      ...(hasCommands ? submodulesOf(parts.plan) : []),
      tagImage(inputs.commandsAfterPush),
    ]),
    source: followHistory(tags) ? 'history' : hasCommands ? 'files' : 'none',
    results: ['image'],
    hasReports: false,
    hasArtifacts: false,
  };
}

function deployJob(parts: Parts, deployed: Deployed, index: number): PipelineJob {
  const { deploys, system } = parts.plan;
  const minutes = Math.max(60, deployMinutes(deployed, system.mostMinutes.own));
  return {
    id: deploys.length === 1 ? 'deploy' : `deploy-${index + 1}`,
    title: `Deploy to ${deployedTitle(deployed)}`,
    stage: 'deploy',
    minutes: deployMinutes(deployed, system.mostMinutes.own),
    script: scriptOf(parts, minutes, [`DEPLOYMENT_00=${deploymentJson(parts, deployed)}`], [readImage, deployImage]),
    source: 'none',
    results: [],
    hasReports: false,
    hasArtifacts: false,
  };
}

function allDeployments(parts: Parts): string[] {
  return parts.plan.deploys.map((deployed, index) => {
    return `DEPLOYMENT_${String(index).padStart(2, '0')}=${deploymentJson(parts, deployed)}`;
  });
}

/** The rules for the tags. */
function namingSettings({ plan: { tagRules } }: Parts): string[] {
  return Object.entries(tagRuleVariables(tagRules)).map(([name, rule]) => `${name}=${shellWord(rule)}`);
}

/**
 * The script of a job. Its shell may be any POSIX shell, so the script itself is a file for Bash. It is quoted, so that the outer
 * shell replaces nothing in it.
 */
function scriptOf(parts: Parts, minutes: number, settings: readonly string[], scripts: readonly JobScripts[]): string {
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

function architectureOf(platform: string): string {
  return platform.replace('linux/', '');
}
