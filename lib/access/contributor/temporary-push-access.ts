import { publicApi } from '../../private/boundary/public-api';
import { Duration, Stack, Token, Tokenization, Validations } from 'aws-cdk-lib';
import { type IRepository } from 'aws-cdk-lib/aws-ecr';
import { ArnPrincipal, type IPrincipal, type IRole, ManagedPolicy, PolicyStatement, Role } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { awsLimits } from '../../private/aws/limits';
import { knownRepositoryArn, knownRepositoryName } from '../../private/aws/arn';
import { externalIdRule } from '../../private/aws/external-id';
import { knownText } from '../../private/validation/known-text';
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
   * What the contributor may push to: this repository and nothing else. Throws, with the policy to apply by hand, for an
   * imported one, and for one of another stack unless its name, account and Region are known.
   */
  readonly repository: IRepository;

  /**
   * Who hands out the credentials: one IAM role or user, by its ARN or as a construct. Throws for whatever is more than
   * one, as an account or a wildcard, and for a service, an identity provider or a session.
   *
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
   */
  readonly assumedBy: IPrincipal;

  /**
   * The instant from which on nothing is allowed, like `2026-12-01T00:00:00Z` or with an offset. Throws where it has no
   * time zone, is no date or a fraction of a second, and where it is before 2026 or after 2099.
   */
  readonly expiresAt: string;

  /**
   * The contributor's name, which the session has to bear: CloudTrail shows it for each push. Throws where STS takes no
   * such name.
   *
   * @see https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html
   * @default - the id of the construct
   */
  readonly contributor?: string;

  /**
   * What has to be shown besides, to hand out credentials: for a principal of another account, which could be asked by
   * others to. Throws below 16 characters, and for what repeats or counts.
   *
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html
   * @default - none, with a warning where the principal is of another account
   */
  readonly externalId?: string;

  /**
   * How long the credentials last that the handout asks for. Throws below 15 minutes and above an hour, which the role
   * allows at most.
   *
   * @default Duration.hours(1)
   */
  readonly sessionDuration?: Duration;

  /**
   * Whether the contributor may pull images of the repository too, those of others included.
   *
   * @default false
   */
  readonly allowPull?: boolean;

  /**
   * Whether the contributor may list the images of the repository, with their tags.
   *
   * @default false
   */
  readonly allowList?: boolean;

  /**
   * The name of the role. Throws where IAM would refuse it.
   *
   * @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html
   * @default - CloudFormation makes one from the construct's id
   */
  readonly roleName?: string;
}

/**
 * Lets somebody from outside push to one repository until a date, with credentials of an hour or less that a named role
 * or user hands out. The date stands in the role's trust and policies and in the repository's policy, so that a
 * `docker login`, which lasts 12 hours, ends with it too. The role can do nothing else, whatever others grant it.
 */
@publicApi
export class TemporaryPushAccess extends Construct {
  /** The role that the contributor's sessions are of. Whatever else it is granted is denied. */
  public readonly role: IRole;

  /** When it ends, in UTC: `YYYY-MM-DDTHH:MM:SSZ`. */
  public readonly expiresAt: string;

  private readonly handout: PushInstructions;

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
      maxSessionDuration: Duration.hours(1), // IAM takes no less
    });
    const actions = contributorActions(props);
    this.allow(repository, repositoryArn, actions);
    if (externalId === undefined) this.warnOfOtherAccount(assumedBy);
    this.handout = {
      contributor,
      assumedBy,
      roleArn: this.knownRoleArn(props.roleName),
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
   * Both pages in one, in Markdown: how to hand out credentials, and how to push with them. Values that CloudFormation
   * fills in are tokens, so the text can stand in a `CfnOutput`. It holds the external id: give the contributor the
   * contributor's page only.
   */
  public renderHandout(): string {
    return `${this.renderAdminHandout()}\n---\n\n${this.renderContributorHandout()}`;
  }

  /** The page for whoever hands out the credentials, in Markdown. */
  public renderAdminHandout(): string {
    return renderAdminInstructions(this.handout);
  }

  /** The page to give to the contributor, in Markdown. */
  public renderContributorHandout(): string {
    return renderContributorInstructions(this.handout);
  }

  private allow(repository: IRepository, repositoryArn: string, actions: readonly string[]): void {
    new LoginPolicy(this, 'Login', this.role, undefined, beforeExpiration(this.expiresAt));
    new ManagedPolicy(this, 'Push', {
      description: `Push images to one repository until ${this.expiresAt}, and nothing else`,
      roles: [this.role],
      statements: contributorStatements(repositoryArn, this.expiresAt, actions).map((statement) =>
        PolicyStatement.fromJson(statement),
      ),
    });
    RepositoryAccess.of(repository)._addPolicyEntries(contributorEntries(this.role.roleArn, this.expiresAt, actions));
    // ECR refuses a policy that names a role which is not there yet.
    if (repository.stack !== Stack.of(this)) repository.node.addDependency(this.role);
  }

  private warnOfOtherAccount(assumedBy: string): void {
    const { account } = Stack.of(this);
    const theirs = knownText(Stack.of(this).resolve(assumedBy))?.split(':')[4];
    if (theirs === undefined || theirs === account || Token.isUnresolved(account)) return;
    Validations.of(this).addWarning(
      'cdk-ecr-publishing:NoExternalId',
      `Account ${theirs} hands out the credentials without an external id: whoever has it assume roles on behalf of ` +
        'others may be made to hand them to somebody else. Give externalId.',
    );
  }

  /** For people: as text where synth knows it, whatever policies have. */
  private knownRoleArn(roleName: string | undefined): string {
    const { account, region } = Stack.of(this);
    const partition = partitionOfRegion(region);
    return roleName === undefined || partition === undefined || Token.isUnresolved(account)
      ? this.role.roleArn
      : `arn:${partition}:iam::${account}:role/${roleName}`;
  }
}

function sessionProblem(duration: Duration): Problem {
  if (duration.isUnresolved()) return undefined;
  const seconds = duration.toSeconds({ integral: false });
  const { leastSessionSeconds: least, mostChainedSessionSeconds: most } = awsLimits.sts;
  return Number.isInteger(seconds) && seconds >= least && seconds <= most
    ? undefined
    : `must be from 15 minutes to 1 hour, in whole seconds, got ${duration.toHumanString()}; one push takes no longer`;
}

function durationTexts(duration: Duration): { seconds: string; duration: string } {
  const seconds = Tokenization.stringifyNumber(duration.toSeconds());
  return { seconds, duration: duration.isUnresolved() ? `${seconds} seconds` : duration.toHumanString() };
}

/** The repository's stack needs the role; if the role's policy needed the repository too, neither could be first. */
function otherStackProblem(repository: IRepository, repositoryArn: string, stack: Stack): Problem {
  return repository.stack === stack || !Token.isUnresolved(repositoryArn)
    ? undefined
    : `must be of the same stack, or have a name and a stack of known account and Region, got ` +
        `${quote(repository.node.path)}; each of the two stacks would wait for the other`;
}
