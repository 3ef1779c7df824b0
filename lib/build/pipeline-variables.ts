import { Token } from 'aws-cdk-lib';
import { type IRepository } from 'aws-cdk-lib/aws-ecr';
import { knownRepositoryName } from '../private/aws/arn';
import { type PipelineInput } from './source/bound-source';

/** The variables of a build that belongs to a pipeline. The container has the name of the repository unless it is set. */
export function pipelineVariables(
  repository: IRepository,
  { containerName, fullClone, passesBranch }: PipelineInput,
): Record<string, string> {
  const name = knownRepositoryName(repository);
  return {
    PIPELINE_CONTAINER: containerName ?? (Token.isUnresolved(name) ? name : (name.split('/').at(-1) ?? name)),
    ...(fullClone && { PIPELINE_CLONE: 'true' }),
    ...(passesBranch && { PIPELINE_BRANCH: 'true' }),
  };
}
