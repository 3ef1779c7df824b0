import { Token } from 'aws-cdk-lib';
import { type CfnProject } from 'aws-cdk-lib/aws-codebuild';
import { awsLimits } from '../../private/aws/limits';
import { type Problem, quote, refuseIf } from '../../private/validation/validation';
import { type GitSourceOptions } from './source-options';

const { mostFetchDepth } = awsLimits.codeBuild;

/** How much of a repository CodeBuild fetches, in the form of CloudFormation. */
export function gitProperties({
  fetchDepth,
  fetchSubmodules,
}: GitSourceOptions): Pick<CfnProject.SourceProperty, 'gitCloneDepth' | 'gitSubmodulesConfig'> {
  refuseIf('fetchDepth', depthProblem(fetchDepth));
  return {
    ...(fetchDepth !== undefined && { gitCloneDepth: fetchDepth }),
    ...(fetchSubmodules === true && { gitSubmodulesConfig: { fetchSubmodules } }),
  };
}

/** CodeBuild fetches the whole history for any other number. */
function depthProblem(depth: unknown): Problem {
  if (depth === undefined || Token.isUnresolved(depth)) return undefined;
  return typeof depth === 'number' && Number.isInteger(depth) && depth >= 1 && depth <= mostFetchDepth
    ? undefined
    : `must be a whole number from 1 to ${mostFetchDepth}, got ${quote(depth)}. Leave it out to fetch the whole history.`;
}
