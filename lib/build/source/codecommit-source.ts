import { type IRepository } from 'aws-cdk-lib/aws-codecommit';
import { type IProject, Source } from 'aws-cdk-lib/aws-codebuild';
import { EventField } from 'aws-cdk-lib/aws-events';
import { type Construct } from 'constructs';
import { branchRule, gitTagRule } from '../../private/git/git-ref';
import { requireService } from '../../private/aws/region-service';
import { regionalServices } from '../../private/aws/regional-services';
import { validate } from '../../private/validation/validation';
import { refuseOtherEnvironment, startBuilds } from '../build-start';
import { type RunRefs } from '../../naming/run-refs';
import { type BoundSource, builtRefs, refusePullRequests, type SourceKind } from './bound-source';
import { gitProperties } from './git-properties';
import { type CodeCommitSourceOptions } from './source-options';
import { validateNames } from './webhook-filters';

/** A CodeCommit repository, read with the role of the project. It has no webhook. EventBridge receives its pushes. */
export class CodeCommitSource implements SourceKind {
  public constructor(
    private readonly repository: IRepository,
    private readonly options: CodeCommitSourceOptions,
  ) {
    if (options.branch !== undefined) validate('branch', options.branch, branchRule);
    validateNames('branches', options.branches, branchRule);
    validateNames('tags', options.tags, gitTagRule);
    gitProperties(options);
  }

  public get refs(): RunRefs | undefined {
    return builtRefs(this.options.branches, this.options.tags);
  }

  public bind(scope: Construct): BoundSource {
    const { branch, branches = [], tags = [], fetchDepth, fetchSubmodules } = this.options;
    const { repository } = this;
    requireService(scope, '`source`', regionalServices.codeCommit, repository.env.region);
    const refs = [...branches.map((name) => `refs/heads/${name}`), ...tags.map((name) => `refs/tags/${name}`)];
    if (refs.length > 0) refuseOtherEnvironment(scope, repository.env);
    return {
      source: Source.codeCommit({
        repository,
        branchOrRef: branch === undefined ? undefined : `refs/heads/${branch}`,
        cloneDepth: fetchDepth,
        fetchSubmodules,
      }),
      statements: [{ Effect: 'Allow', Action: 'codecommit:GitPull', Resource: repository.repositoryArn }],
      ...(refs.length > 0 && {
        startBuilds: (project) => {
          startAtPush(scope, project, repository, refs);
        },
      }),
    };
  }

  public bindPullRequests(): never {
    refusePullRequests('CodeCommit', 'CodeBuild receives no events of its pull requests');
  }
}

/** @see https://docs.aws.amazon.com/codecommit/latest/userguide/monitoring-events.html */
function startAtPush(scope: Construct, project: IProject, repository: IRepository, refs: string[]): void {
  startBuilds(scope, 'AtPush', {
    project,
    description: `Pushes to ${repository.repositoryName} start a build`,
    eventPattern: {
      source: ['aws.codecommit'],
      detailType: ['CodeCommit Repository State Change'],
      resources: [repository.repositoryArn],
      detail: { event: ['referenceCreated', 'referenceUpdated'], referenceFullName: refs },
    },
    // The pushed commit, and the ref that tags of the image may come from.
    sourceVersion: `${EventField.fromPath('$.detail.referenceFullName')}^{${EventField.fromPath('$.detail.commitId')}}`,
  });
}
