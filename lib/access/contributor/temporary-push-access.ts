import { publicApi } from '../../private/boundary/public-api';
import { Duration, Stack, Token, Tokenization, Validations } from 'aws-cdk-lib';
import { type IRepository } from 'aws-cdk-lib/aws-ecr';
import { ArnPrincipal, type IPrincipal, type IRole, ManagedPolicy, PolicyStatement, Role } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { awsLimits } from '../../private/aws/limits';
import { knownRepositoryArn, knownRepositoryName } from '../../private/aws/arn';
import { externalIdRule } from '../../private/aws/external-id';
import { knownText } from '../../private/validation/known-text';
import { reportEqualNames } from '../../private/constructs/equal-names';
import { LoginPolicy } from '../../private/constructs/login-policy';
import { partitionOfRegion } from '../../private/aws/region-partition';
import { registryHost } from '../../private/oci/registry-host';
import { roleNameRule } from '../../private/aws/role-name';
import { sessionNameRule } from '../../private/aws/session-name';
import { type Problem, quote, refuseIf, validate } from '../../private/validation/validation';
import { oneRoleOrUserArn } from '../one-principal';
import { beforeExpiration, renderExpiration } from './expiration';
import { type PushInstructions } from './push-instructions';
import { renderAdminInstructions } from './admin-instructions';
import { renderContributorInstructions } from './contributor-instructions';
import { RepositoryAccess } from '../repository-access';
import {
  contributorActions,
  contributorEntries,
  contributorStatements,
  trustConditions,
} from './temporary-push-policies';

/** Properties of a `TemporaryPushAccess`. */
export interface TemporaryPushAccessProps {
  /**
   * The only repository that the contributor can push to. Throws if it is imported, or if it is in another stack and its
   * name, account or Region is not known. For an imported repository, the error contains the policy to apply by hand.
   */
  readonly repository: IRepository;

  /**
   * The IAM role or user that issues the credentials, by its ARN or as a construct. Throws if it is more than one
   * principal, such as an account or a wildcard, or if it is a service, an identity provider or a session.
   *
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
   */
  readonly assumedBy: IPrincipal;

  /**
   * The time at which the access ends, such as `2027-06-30T00:00:00Z`. It can have an offset. Throws if it is not a
   * timestamp with a time zone, or if it has a fraction of a second. Throws if it is before 2026-11-30, or more than two
   * years after the release of this version.
   */
  readonly expiresAt: string;

  /**
   * The contributor's name. It must be the session name, so that CloudTrail shows it for each push. Throws if STS does
   * not accept the name.
   *
   * @see https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html
   * @default - the id of the construct
   */
  readonly contributor?: string;

  /**
   * The external id that is required to issue credentials. Set it if `assumedBy` is in another account, because others
   * could ask that account to assume the role for them. Throws if it is shorter than 16 characters, or if its characters
   * repeat or count up.
   *
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html
   * @default - none, with a warning if the principal is in another account
   */
  readonly externalId?: string;

  /**
   * The duration of the credentials that the instructions request. Throws if it is shorter than 15 minutes or longer than
   * an hour.
   *
   * @default Duration.hours(1)
   */
  readonly sessionDuration?: Duration;

  /**
   * Whether the contributor can also pull all images of the repository.
   *
   * @default false
   */
  readonly allowPull?: boolean;

  /**
   * Whether the contributor can list the images of the repository and their tags.
   *
   * @default false
   */
  readonly allowList?: boolean;

  /**
   * The name of the role. Throws if IAM does not accept it.
   *
   * @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html
   * @default - CloudFormation generates a name from the construct's id
   */
  readonly roleName?: string;
}

/**
 * Allows an outside contributor to push to one repository until a date. A named role or user issues credentials that
 * last an hour or less. The date is in the role's trust policy, in its permissions and in the repository policy, so it
 * also ends a `docker login`, which lasts 12 hours. The role can do nothing else, even if another policy grants more.
 *
 * @example
 * import * as iam from 'aws-cdk-lib/aws-iam';
 * import { TemporaryPushAccess } from 'cdk-ecr-publishing';
 *
 * new TemporaryPushAccess(this, 'alice', {
 *   repository,
 *   assumedBy: new iam.ArnPrincipal('arn:aws:iam::123456789012:role/user-services'),
 *   expiresAt: '2027-06-30T00:00:00Z',
 * });
 */
@publicApi
export class TemporaryPushAccess extends Construct {
  /** The role of the contributor's sessions. All other permissions of this role are denied. */
  public readonly role: IRole;

  /** The time at which the access ends, in UTC: `YYYY-MM-DDTHH:MM:SSZ`. */
  public readonly expiresAt: string;

  private readonly instructions: PushInstructions;

  public constructor(scope: Construct, id: string, props: TemporaryPushAccessProps) {
    super(scope, id);
    const { repository, externalId, contributor = id, sessionDuration = Duration.hours(1) } = props;
    const until = renderExpiration('expiresAt', props.expiresAt);
    validate('contributor', contributor, sessionNameRule);
    if (externalId !== undefined) validate('externalId', externalId, externalIdRule);
    if (props.roleName !== undefined) validate('roleName', props.roleName, roleNameRule);
    refuseIf('sessionDuration', sessionProblem(sessionDuration));
    const assumedBy = oneRoleOrUserArn('assumedBy', props.assumedBy, Stack.of(this));
    const repositoryArn = knownRepositoryArn(repository);
    refuseIf('repository', otherStackProblem(repository, repositoryArn, Stack.of(this)));

    this.expiresAt = until;
    this.role = new Role(this, 'Role', {
      roleName: props.roleName,
      description: `${contributor} pushes container images with this role, until ${until}`,
      assumedBy: new ArnPrincipal(assumedBy).withConditions(trustConditions(until, contributor, externalId)),
      maxSessionDuration: Duration.hours(1), // the minimum of IAM
    });
    const actions = contributorActions(props);
    const roleArn = this.knownRoleArn(props.roleName);
    this.allow(repository, { repositoryArn, roleArn, actions });
    if (externalId === undefined) this.warnOfOtherAccount(assumedBy);
    reportEqualNames(this);
    this.instructions = {
      contributor,
      assumedBy,
      roleArn,
      externalId,
      ...durationTexts(sessionDuration),
      until,
      account: repository.env.account,
      region: repository.env.region,
      registry: registryHost(repository),
      repositoryName: knownRepositoryName(repository),
      allowPull: props.allowPull ?? false,
      allowList: props.allowList ?? false,
    };
  }

  /**
   * Renders both pages in Markdown: the steps to issue credentials, and the steps to push with them. Values that are
   * known at deployment are tokens, so the text can be a `CfnOutput`. It contains the external id, so give the contributor
   * only the contributor's page.
   */
  public renderHandout(): string {
    return `${this.renderAdminHandout()}\n---\n\n${this.renderContributorHandout()}`;
  }

  /** Renders the page for the role or user that issues the credentials, in Markdown. */
  public renderAdminHandout(): string {
    return renderAdminInstructions(this.instructions);
  }

  /** Renders the page to give to the contributor, in Markdown. */
  public renderContributorHandout(): string {
    return renderContributorInstructions(this.instructions);
  }

  private allow(repository: IRepository, { repositoryArn, roleArn, actions }: PushPermission): void {
    new LoginPolicy(this, 'Login', { roles: [this.role] }, undefined, beforeExpiration(this.expiresAt));
    new ManagedPolicy(this, 'Push', {
      description: `Allows pushing images to one repository until ${this.expiresAt}, and denies everything else`,
      roles: [this.role],
      statements: contributorStatements(repositoryArn, this.expiresAt, actions).map((statement) =>
        PolicyStatement.fromJson(statement),
      ),
    });
    const sameStack = repository.stack === Stack.of(this);
    // Text needs no export of this stack. Within one stack, a reference to the role puts it first.
    const entries = contributorEntries(sameStack ? this.role.roleArn : roleArn, this.expiresAt, actions);
    RepositoryAccess.of(repository)._addPolicyEntries(entries);
    // ECR rejects a policy that names a role that does not exist yet.
    if (!sameStack) repository.node.addDependency(this.role);
  }

  private warnOfOtherAccount(assumedBy: string): void {
    const { account } = Stack.of(this);
    const theirs = knownText(Stack.of(this).resolve(assumedBy))?.split(':')[4];
    if (theirs === undefined || theirs === account || Token.isUnresolved(account)) return;
    Validations.of(this).addWarning(
      'cdk-ecr-publishing:NoExternalId',
      `Account ${theirs} issues the credentials without an external id. If it assumes roles for other users, one of ` +
        'them could get these credentials. Set externalId.',
    );
  }

  /** The ARN of the role. It is text if it is known at synth. */
  private knownRoleArn(roleName: string | undefined): string {
    const { account, region } = Stack.of(this);
    const partition = partitionOfRegion(region);
    return roleName === undefined || partition === undefined || Token.isUnresolved(account)
      ? this.role.roleArn
      : `arn:${partition}:iam::${account}:role/${roleName}`;
  }
}

interface PushPermission {
  readonly repositoryArn: string;
  readonly roleArn: string;
  readonly actions: readonly string[];
}

function sessionProblem(duration: Duration): Problem {
  if (duration.isUnresolved()) return undefined;
  const seconds = duration.toSeconds({ integral: false });
  const { leastSessionSeconds: least, mostChainedSessionSeconds: most } = awsLimits.sts;
  return Number.isInteger(seconds) && seconds >= least && seconds <= most
    ? undefined
    : `must be from 15 minutes to 1 hour, in whole seconds, got ${duration.toHumanString()}. One hour is enough for one push.`;
}

function durationTexts(duration: Duration): { seconds: string; duration: string } {
  const seconds = Tokenization.stringifyNumber(duration.toSeconds());
  return { seconds, duration: duration.isUnresolved() ? `${seconds} seconds` : duration.toHumanString() };
}

/** The repository's stack needs the role. If the role's policy needed the repository too, no stack could be deployed first. */
function otherStackProblem(repository: IRepository, repositoryArn: string, stack: Stack): Problem {
  return repository.stack === stack || !Token.isUnresolved(repositoryArn)
    ? undefined
    : `must be in the same stack, or have a name and a known account and Region, got ` +
        `${quote(repository.node.path)}. Otherwise each of the two stacks would wait for the other.`;
}
