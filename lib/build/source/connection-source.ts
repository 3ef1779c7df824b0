import { Stack, Token, Validations } from 'aws-cdk-lib';
import { type CfnProject, type ISource, type SourceConfig } from 'aws-cdk-lib/aws-codebuild';
import { type Construct } from 'constructs';
import { connectionArnRule } from '../../private/aws/connection-arn';
import { foreignArnProblem } from '../../private/aws/partition';
import { requireService } from '../../private/aws/region-service';
import { regionalServices } from '../../private/aws/regional-services';
import { type StatementJson } from '../../private/aws/policy-document';
import { refuseIf, validate } from '../../private/validation/validation';
import { type RunRefs } from '../../naming/run-refs';
import { type BoundSource, builtRefs, type ImagePart, refusePullRequests, type SourceKind } from './bound-source';
import { gitProperties } from './git-properties';
import { type PullRequestPolicy, renderPullRequestPolicy } from './pull-request-policy';
import { type ConnectedSourceOptions, type WebhookOptions } from './source-options';
import { pullRequestFilters, pushFilters, validateWebhook } from './webhook-filters';

/** A host of repositories, by its name in CodeBuild. */
export type RepositoryHost = 'GITHUB' | 'GITHUB_ENTERPRISE' | 'GITLAB' | 'GITLAB_SELF_MANAGED';

/** A repository that CodeBuild reads through CodeConnections, without a token. */
export class ConnectionSource implements SourceKind {
  /** @param address the HTTPS clone address, without credentials. */
  public constructor(
    private readonly host: RepositoryHost,
    private readonly address: string,
    private readonly options: ConnectedSourceOptions & WebhookOptions,
    private readonly tagPrefix = '',
    private readonly isPart = false,
  ) {
    validate('connectionArn', options.connectionArn, connectionArnRule);
    validateWebhook(options);
  }

  public get refs(): RunRefs | undefined {
    const { branches = [], tags = [], tagPatterns = [] } = this.options;
    return builtRefs(branches, [...tags, ...tagPatterns]);
  }

  /** The paths of one image of several are found from its context and more, and some need not exist. */
  public get paths(): readonly string[] | undefined {
    return this.isPart ? undefined : this.options.paths;
  }

  public forImage({ paths, tagPrefix = '' }: ImagePart): ConnectionSource {
    const { branches, tags, tagPatterns } = this.options;
    refuseIf(
      'paths',
      this.options.paths ? 'must not be set at the source of several images. Set it next to `images`.' : undefined,
    );
    refuseIf(
      'tagPrefix',
      tagPrefix === '' || (tags ?? tagPatterns) ? undefined : 'requires tags or tagPatterns of the source',
    );
    const ofImage = { ...this.options, paths: branches && paths };
    return new ConnectionSource(this.host, this.address, ofImage, tagPrefix, true);
  }

  public bind(scope: Construct): BoundSource {
    const filterGroups = pushFilters(this.options, this.tagPrefix);
    if (this.host.startsWith('GITLAB')) this.warnOfTags(scope);
    return this.bound(scope, filterGroups.length > 0 ? { webhook: true, filterGroups } : undefined);
  }

  public bindPullRequests(scope: Construct, policy: PullRequestPolicy): BoundSource {
    if (this.host === 'GITHUB_ENTERPRISE') {
      refusePullRequests('GitHub Enterprise', 'CloudFormation cannot create a webhook for it');
    }
    const remedy = 'Add the target branches of the pull requests.';
    refuseIf('source', this.options.branches ? undefined : `must have branches, got none. ${remedy}`);
    const pullRequestBuildPolicy = renderPullRequestPolicy(policy, this.host === 'GITHUB' ? 'GITHUB' : 'GITLAB');
    const filterGroups = pullRequestFilters(this.options);
    return this.bound(scope, { webhook: true, filterGroups, pullRequestBuildPolicy });
  }

  private bound(scope: Construct, triggers: CfnProject.ProjectTriggersProperty | undefined): BoundSource {
    const { connectionArn, reportBuildStatus = true } = this.options;
    checkConnectionEnvironment(scope, connectionArn);
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
      ...(this.tagPrefix !== '' && { variables: { GIT_TAG_PREFIX: this.tagPrefix } }),
    };
  }

  private warnOfTags(scope: Construct): void {
    if (!this.options.tags && !this.options.tagPatterns) return;
    Validations.of(scope).addWarning(
      'cdk-ecr-publishing:GitLabTagPushes',
      'CodeBuild does not document events for pushes of GitLab tags. Push a tag to test it, or build a branch instead.',
    );
  }
}

/** A source for which CDK has no class: it supports neither GitLab nor connections. */
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

/** The prefix of the actions is the service name in the ARN. A token may become either service. */
function connectionStatement(connectionArn: string): StatementJson {
  const services = Token.isUnresolved(connectionArn)
    ? ['codeconnections', 'codestar-connections']
    : [connectionArn.split(':')[2] ?? ''];
  const actions = services.flatMap((service) => [`${service}:GetConnection`, `${service}:GetConnectionToken`]);
  return { Effect: 'Allow', Action: actions, Resource: connectionArn };
}

/** @see https://docs.aws.amazon.com/dtconsole/latest/userguide/connections-share.html */
function checkConnectionEnvironment(scope: Construct, connectionArn: string): void {
  refuseIf('connectionArn', foreignArnProblem(connectionArn, Stack.of(scope)));
  const { account, region } = Stack.of(scope);
  if (Token.isUnresolved(connectionArn)) return;
  const [, , service, connectionRegion = '', connectionAccount] = connectionArn.split(':');
  requireService(scope, '`connectionArn`', regionalServices.connections, connectionRegion);
  if (Token.isUnresolved(account) || Token.isUnresolved(region)) return;
  if (connectionRegion === region && connectionAccount === account) return;
  const environment = `account ${connectionAccount ?? ''} and Region ${connectionRegion}`;
  refuseIf(
    'connectionArn',
    connectionAccount !== account && service === 'codestar-connections'
      ? `must be in account ${account}, got ${environment}. Only a connection with an ARN of codeconnections can be shared.`
      : undefined,
  );
  Validations.of(scope).addWarning(
    'cdk-ecr-publishing:ConnectionElsewhere',
    `The connection is in ${environment}, the project in account ${account} and Region ${region}. Share a ` +
      'connection of another account with AWS RAM. Use one in the Region of the project: AWS documents nothing else.',
  );
}
