import { type z } from 'zod';
import { addProblem } from '../fields';

interface Deploying {
  readonly deploys?: readonly {
    readonly lambda?: string;
    readonly restart?: boolean;
    readonly timeoutMinutes?: number;
  }[];
  readonly tags?: {
    readonly branch?: true;
    readonly branchPrefix?: string;
    readonly semanticVersion?: true;
    readonly fixed?: readonly string[];
  };
  readonly compatibility?: string;
  readonly timeoutMinutes?: number;
}

/** Refuses deployments that could not bring in the image of a build, or that the build could not wait for. */
export function checkBuildDeploys(
  { deploys = [], tags = {}, compatibility, timeoutMinutes = 60 }: Deploying,
  context: z.core.$RefinementCtx,
): void {
  const moves = tags.branch === true || tags.branchPrefix !== undefined || (tags.fixed ?? []).length > 0;
  deploys.forEach(({ lambda, restart }, index) => {
    if (restart === true && !moves) addProblem(context, restartProblem, ['deploys', index, 'restart']);
    if (lambda !== undefined && compatibility !== 'lambda')
      addProblem(context, lambdaProblem, ['deploys', index, 'lambda']);
  });
  const minutes = deploys.reduce(
    (sum, deploy) => sum + (deploy.timeoutMinutes ?? (deploy.lambda === undefined ? 30 : 10)),
    0,
  );
  // Other problems of the numbers are reported at their own paths.
  if (deploys.length === 0 || !Number.isFinite(minutes) || !Number.isFinite(timeoutMinutes) || minutes < timeoutMinutes)
    return;
  addProblem(
    context,
    `must end before the build does, got ${minutes} minutes for all deployments and ${timeoutMinutes} minutes for the build. ` +
      'Raise timeoutMinutes of the build, or lower that of the deployments.',
    ['deploys'],
  );
}

const restartProblem =
  'must not be set if no tag of the image moves. The tasks would start with the image from before. Add a tag that moves, such as ' +
  'fixed: [latest], or leave `restart` out.';
const lambdaProblem = 'requires compatibility: lambda, since Lambda accepts no other image';
