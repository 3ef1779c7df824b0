import { type IProject, type ISource } from 'aws-cdk-lib/aws-codebuild';
import { type Construct } from 'constructs';
import { type StatementJson } from '../../private/aws/policy-document';
import { InvalidInputError } from '../../private/validation/validation';
import { type PullRequestPolicy } from './pull-request-policy';

/** What a project does with its source. */
export interface BoundSource {
  readonly source: ISource;

  /** What the project's role needs to read the source. */
  readonly statements: StatementJson[];

  /** Makes what starts builds of the project, where CodeBuild itself doesn't hear of a change. */
  readonly startBuilds?: (project: IProject) => void;
}

/** One kind of source: what it gives a project that pushes images, and one that checks pull requests. */
export interface SourceKind {
  bind(scope: Construct): BoundSource;
  bindPullRequests(scope: Construct, policy: PullRequestPolicy): BoundSource;
}

export function refusePullRequests(name: string, reason: string): never {
  throw new InvalidInputError(`\`source\` must be of GitHub or GitLab, got ${name}; ${reason}`);
}
