import { InvalidInputError, quote } from '../private/validation/validation';
import { bitbucketSystem } from './bitbucket/bitbucket-system';
import { gitLabSystem } from './gitlab/gitlab-system';
import { type PipelineRoleFacts } from './pipeline-role-facts';
import { type PipelineSystem } from './pipeline-system';

/** The CI systems that have pipelines. GitHub Actions has workflows. */
export const pipelineSystems: readonly PipelineSystem[] = [gitLabSystem, bitbucketSystem];

/** The CI system that a role trusts. Throws for one without pipelines. */
export function systemOf({ issuer, subjects, title }: PipelineRoleFacts): PipelineSystem {
  const found = pipelineSystems.find(
    ({ issuer: own, jobOf }) => own.test(issuer) || subjects.some((subject) => jobOf(subject) !== undefined),
  );
  if (found !== undefined) return found;
  const names = pipelineSystems.map(({ name }) => name).join(' or ');
  throw new InvalidInputError(
    `\`role\` must trust ${names}, got ${quote(title)}, which trusts ${quote(issuer)}. ` +
      'GitHub Actions has PublishWorkflow. For another CI system, write the file by hand.',
  );
}
