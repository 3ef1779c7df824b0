import { logsInToBases } from './base-image-settings';
import { buildSettings, userSettings } from './build-settings';
import { deployMinutes, minutesWithDeployments } from './job-minutes';
import {
  awaitDocker,
  buildImage,
  collectFiles,
  deployImage,
  endWithoutRebuild,
  fetchSubmodules,
  findOfRun,
  findOfScheduledRun,
  type JobScripts,
  joinPlatforms,
  keepFiles,
  logInToBases,
  readImage,
  readSecrets,
  reportPlatform,
  runBefore,
  tagImage,
  testImage,
} from './job-scripts';
import { namingSettings, type Parts, scriptOf } from './job-text';
import { deployedTitle, deploymentJson } from './deployment-settings';
import { type PipelinePlan } from './pipeline-plan';
import { hasReports } from './pipeline-tests';
import { type PipelineJob } from './pipeline-job';
import { rebuildJobs } from './rebuild-job';
import { type PipelineVariables } from './pipeline-variables';
import { type Deployed } from '../github/workflow/published';
import { followHistory } from '../naming/tag-rules';
import { type ImagePlatform } from '../private/oci/image-platform';
import { shellWord } from '../private/text/shell-word';

/** The jobs of a pipeline: one that publishes, or one for each platform before it, and one for each deployment after it. */
export function pipelineJobs(plan: PipelinePlan, variables: PipelineVariables): PipelineJob[] {
  const { platforms, emulation, trigger, deploys } = plan;
  const parts = { plan, variables };
  const joins = platforms.length > 1 && !emulation;
  const before = joins ? platforms.map((platform) => platformJob(parts, platform)) : [];
  const publish = joins ? joinJob(parts) : publishJob(parts);
  const after =
    trigger.environment === undefined ? deploys.map((deployed, index) => deployJob(parts, deployed, index)) : [];
  return [...rebuildJobs(parts), ...before, publish, ...after];
}

/** Names the image and looks for it, also in a scheduled pipeline if releases are built again. */
function findScripts({ rebuilds, system: { isScheduled } }: PipelinePlan, hasSource: boolean): JobScripts {
  return rebuilds === undefined || isScheduled === undefined ? findOfRun : findOfScheduledRun(isScheduled, hasSource);
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
    findScripts(plan, true),
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
  const source = followHistory(tags) ? 'history' : hasCommands ? 'files' : 'none';
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
      findScripts(parts.plan, source !== 'none'),
      joinPlatforms,
      ...(hasCommands ? submodulesOf(parts.plan) : []),
      tagImage(inputs.commandsAfterPush),
    ]),
    source,
    results: ['image'],
    hasReports: false,
    hasArtifacts: false,
  };
}

function deployJob(parts: Parts, deployed: Deployed, index: number): PipelineJob {
  const { deploys, system, rebuilds } = parts.plan;
  const minutes = Math.max(60, deployMinutes(deployed, system.mostMinutes.own));
  return {
    id: deploys.length === 1 ? 'deploy' : `deploy-${index + 1}`,
    title: `Deploy to ${deployedTitle(deployed)}`,
    stage: 'deploy',
    minutes: deployMinutes(deployed, system.mostMinutes.own),
    script: scriptOf(
      parts,
      minutes,
      [`DEPLOYMENT_00=${deploymentJson(parts, deployed)}`],
      [readImage, ...(rebuilds === undefined ? [] : [endWithoutRebuild]), deployImage],
    ),
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

function architectureOf(platform: string): string {
  return platform.replace('linux/', '');
}
