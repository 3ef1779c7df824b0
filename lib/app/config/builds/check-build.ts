import { type z } from 'zod';
import { earthlyTargetRule } from '../../../private/ci/earthly';
import { stageRule } from '../../../private/oci/stage-name';
import { addProblem } from '../fields';
import { fields } from '../unvalidated';
import { checkBuildDeploys } from './build-deploys';

type BuildValues = Parameters<typeof checkBuildDeploys>[0] & {
  readonly builder?: string;
  readonly target?: string;
  readonly commands?: unknown;
  readonly earthly?: unknown;
  readonly tools?: unknown;
  readonly mirrors?: unknown;
  readonly rebuilds?: unknown;
  readonly logGroup?: unknown;
  readonly logRetentionDays?: unknown;
  readonly pullRequests?: unknown;
};

/** Refuses the options of one image that conflict. */
export function checkBuild(build: BuildValues, context: z.core.$RefinementCtx): void {
  const { builder = 'buildx', target, commands, earthly, tools, mirrors, rebuilds } = build;
  if (target !== undefined) {
    addProblem(context, (builder === 'earthly' ? earthlyTargetRule : stageRule)(target), ['target']);
  }
  const needs = (given: boolean, which: string) => (given ? undefined : `is required with builder ${which}`);
  const requires = (given: boolean, fits: boolean, which: string) => (given && !fits ? `requires ${which}` : undefined);
  const isEarthly = builder === 'earthly';
  const isScript = builder === 'script';
  if (isEarthly) addProblem(context, needs(target !== undefined, builder), ['target']);
  if (isScript) addProblem(context, needs(commands !== undefined, builder), ['commands']);
  addProblem(context, requires(commands !== undefined, isScript, 'builder script'), ['commands']);
  addProblem(context, requires(earthly !== undefined, isEarthly, 'builder earthly'), ['earthly']);
  addProblem(context, requires(tools !== undefined, !isScript, 'builder buildx or earthly'), ['tools']);
  addProblem(context, requires(mirrors !== undefined, builder === 'buildx', 'builder buildx'), ['mirrors']);
  const hasVersions = build.tags?.semanticVersion === true;
  addProblem(context, requires(rebuilds !== undefined, hasVersions, 'semanticVersion: true in tags'), ['rebuilds']);
  addProblem(context, retentionProblem(build), ['logRetentionDays']);
  checkBuildDeploys(build, context);
}

/** The days are for the log groups that are created: that of the build, and that of its checks of pull requests. */
function retentionProblem({ logGroup, logRetentionDays: days, pullRequests: checks }: BuildValues): string | undefined {
  const createsOne = logGroup === undefined || (checks !== undefined && fields(checks).logGroup === undefined);
  return days === undefined || createsOne
    ? undefined
    : 'must not be set with logGroup, whose retention is not changed. Leave it out, and set the retention of the log group itself.';
}
