import { Stack, Token, Validations } from 'aws-cdk-lib';
import { type CfnProject, type ISource, type SourceConfig } from 'aws-cdk-lib/aws-codebuild';
import { type Construct } from 'constructs';
import { connectionArnRule } from '../../private/aws/connection-arn';
import { type StatementJson } from '../../private/aws/policy-document';
import { refuseIf, validate } from '../../private/validation/validation';
import { type BoundSource, refusePullRequests, type SourceKind } from './bound-source';
import { gitProperties } from './git-properties';
import { type PullRequestPolicy, renderPullRequestPolicy } from './pull-request-policy';
import { type ConnectedSourceOptions, type WebhookOptions } from './source-options';
import { pullRequestFilters, pushFilters, validateWebhook } from './webhook-filters';

/** A host of repositories, as CodeBuild calls it. */
export type RepositoryHost = 'GITHUB' | 'GITHUB_ENTERPRISE' | 'GITLAB' | 'GITLAB_SELF_MANAGED';

/** A repository that is read through CodeConnections: no token to store or to leak. */
export class ConnectionSource implements SourceKind {
  /** @param address the HTTPS clone address, without credentials. */
  public constructor(
    private readonly host: RepositoryHost,
    private readonly address: string,
    private readonly options: ConnectedSourceOptions & WebhookOptions,
  ) {
    validate('connectionArn', options.connectionArn, connectionArnRule);
    validateWebhook(options);
  }

  public bind(scope: Construct): BoundSource {
    const filterGroups = pushFilters(this.options);
    if (this.host.startsWith('GITLAB')) this.warnOfTags(scope);
    return this.bound(scope, filterGroups.length > 0 ? { webhook: true, filterGroups } : undefined);
  }

  public bindPullRequests(scope: Construct, policy: PullRequestPolicy): BoundSource {
    if (this.host === 'GITHUB_ENTERPRISE') {
      refusePullRequests('GitHub Enterprise', 'CloudFormation makes no webhook for it');
    }
    const hint = "name in its 'branches' where the pull requests go";
    refuseIf('source', this.options.branches ? undefined : `must have branches, got none; ${hint}`);
    const pullRequestBuildPolicy = renderPullRequestPolicy(policy, this.host === 'GITHUB' ? 'GITHUB' : 'GITLAB');
    const filterGroups = pullRequestFilters(this.options);
    return this.bound(scope, { webhook: true, filterGroups, pullRequestBuildPolicy });
  }

  private bound(scope: Construct, triggers: CfnProject.ProjectTriggersProperty | undefined): BoundSource {
    const { connectionArn, reportBuildStatus = true } = this.options;
    judgePlace(scope, connectionArn);
    const sourceProperty = {
      type: this.host,
      location: this.address,
      auth: { type: 'CODECONNECTIONS', resource: connectionArn },
      reportBuildStatus,
      ...gitProperties(this.options),
    };
    return {
      source: new RenderedSource(this.host, { sourceProperty, buildTriggers: triggers }),
      statements: [connectionStatement(connectionArn)],
    };
  }

  private warnOfTags(scope: Construct): void {
    if (!this.options.tags && !this.options.tagPatterns) return;
    Validations.of(scope).addWarning(
      'cdk-ecr-publishing:GitLabTagPushes',
      "CodeBuild's list of GitLab events has no pushes of tags: push one and see whether a build starts, or build a branch.",
    );
  }
}

/** CDK's own sources know neither GitLab nor connections. */
class RenderedSource implements ISource {
  public readonly badgeSupported = true;

  public constructor(
    public readonly type: string,
    private readonly config: SourceConfig,
  ) {}

  public bind(): SourceConfig {
    return this.config;
  }
}

/** The action's prefix is the service's name in the ARN; a token may become either. */
function connectionStatement(connectionArn: string): StatementJson {
  const services = Token.isUnresolved(connectionArn)
    ? ['codeconnections', 'codestar-connections']
    : [connectionArn.split(':')[2] ?? ''];
  const actions = services.flatMap((service) => [`${service}:GetConnection`, `${service}:GetConnectionToken`]);
  return { Effect: 'Allow', Action: actions, Resource: connectionArn };
}

/** @see https://docs.aws.amazon.com/dtconsole/latest/userguide/connections-share.html */
function judgePlace(scope: Construct, connectionArn: string): void {
  const { account, region } = Stack.of(scope);
  if ([connectionArn, account, region].some((value) => Token.isUnresolved(value))) return;
  const [, , service, connectionRegion, connectionAccount] = connectionArn.split(':');
  if (connectionRegion === region && connectionAccount === account) return;
  const place = `account ${connectionAccount ?? ''} and Region ${connectionRegion ?? ''}`;
  refuseIf(
    'connectionArn',
    connectionAccount !== account && service === 'codestar-connections'
      ? `must be in account ${account}, got ${place}; only an ARN of codeconnections can be shared between accounts`
      : undefined,
  );
  Validations.of(scope).addWarning(
    'cdk-ecr-publishing:ConnectionElsewhere',
    `The connection is in ${place}, the project in account ${account} and Region ${region}: share it by AWS RAM from ` +
      "another account, and make one in the project's Region, which AWS documents alone.",
  );
}
