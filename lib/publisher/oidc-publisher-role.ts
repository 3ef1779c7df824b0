import { publicApi } from '../private/boundary/public-api';
import { Duration, Fn, Stack, Token, Validations } from 'aws-cdk-lib';
import { type IRepository } from 'aws-cdk-lib/aws-ecr';
import {
  type CfnRole,
  FederatedPrincipal,
  type IGrantable,
  type IManagedPolicy,
  type IPrincipal,
  PolicyStatement,
  Role,
} from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { awsLimits } from '../private/aws/limits';
import { roleNameRule } from '../private/aws/role-name';
import { type Problem, refuseIf, validate } from '../private/validation/validation';
import { type EcsDeployment } from './ecs-deployment';
import { type IOidcProvider } from './i-oidc-provider';
import { type OidcSubject } from './oidc-subject';
import { compileTrust, trustProblem } from './oidc-trust';
import { attachPublishingPolicies, publishes } from './publishing-policies';
import { issuerOf, providerOf } from './subjects-issuer';

/** What every publisher role takes, whatever CI system assumes it. */
export interface PublisherRoleOptions {
  /**
   * What the role may push to: these repositories and no others. Throws past what fits in the managed policies that IAM
   * takes for one role (about 680 repositories), and where neither this nor another option gives the role anything to do.
   *
   * @default - none
   */
  readonly repositories?: IRepository[];

  /**
   * Starts of the names of repositories in this account and Region that the role may push to, those that are made later
   * too: for more repositories than a list takes. Throws where one does not end with a slash, as `team-a/` does.
   *
   * @default - none
   */
  readonly repositoryPrefixes?: string[];

  /**
   * What the role may pull: base images, say. To push takes no right to pull.
   *
   * @default - none
   */
  readonly pullRepositories?: IRepository[];

  /**
   * The ECS services that the role may deploy to. Throws past what fits in one managed policy.
   *
   * @default - none
   */
  readonly deploys?: EcsDeployment[];

  /**
   * The name of the role. Throws where IAM would refuse it.
   *
   * @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html
   * @default - CloudFormation makes one from the construct's id
   */
  readonly roleName?: string;

  /**
   * What the role is for, as IAM shows it.
   *
   * @default - says which CI system publishes images with it
   */
  readonly description?: string;

  /**
   * The longest session, from 1 to 12 hours. Throws outside of that; warns above 4 hours, since stolen credentials live
   * as long.
   *
   * @default Duration.hours(1)
   */
  readonly maxSessionDuration?: Duration;

  /**
   * What the role can't go beyond, whatever its policies say.
   *
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html
   * @default - no boundary
   */
  readonly permissionsBoundary?: IManagedPolicy;
}

/** Properties of an `OidcPublisherRole`. */
export interface OidcPublisherRoleProps extends PublisherRoleOptions {
  /**
   * Which runs may assume the role. Throws for an empty list: any run of that CI system could assume it. Throws for subjects
   * of several issuers: make a role for each.
   */
  readonly subjects: OidcSubject[];

  /**
   * The CI system as the account's identity provider. Throws for that of another account, and of another issuer than the
   * subjects'.
   *
   * @default - the one that the app makes in this account; where there is none, it is made in this stack. Subjects of GitHub
   * need one here
   */
  readonly provider?: IOidcProvider;
}

/**
 * A role that a CI system assumes with its own tokens, without stored keys: for exact subjects, to push images to named
 * repositories and, where asked for, to deploy to named ECS services.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_oidc.html
 */
@publicApi
export class OidcPublisherRole extends Construct implements IGrantable {
  /** The role. What it is granted elsewhere stands in an inline policy of its own. */
  public readonly role: Role;

  /** The role, as what permissions are granted to. */
  public readonly grantPrincipal: IPrincipal;

  public constructor(scope: Construct, id: string, props: OidcPublisherRoleProps) {
    super(scope, id);
    const { subjects, maxSessionDuration = Duration.hours(1) } = props;
    refuseIf('subjects', noSubjectProblem(subjects));
    if (props.roleName !== undefined) validate('roleName', props.roleName, roleNameRule);
    refuseIf('maxSessionDuration', sessionProblem(maxSessionDuration));
    const subjectsIssuer = issuerOf(subjects);
    const provider = props.provider ?? providerOf(this, subjectsIssuer);
    refuseIf('provider', otherAccountProblem(provider, Stack.of(this)) ?? noAudienceProblem(provider));

    const { providerArn, issuer, audiences } = provider;
    const trusting = { issuer, publishes: publishes(props) };
    subjects.forEach((subject, index) => {
      refuseIf(`subjects[${index}]`, subject._problemIn(trusting));
    });
    const audience = Token.isUnresolved(audiences) ? Fn.select(0, audiences) : (audiences[0] ?? '');
    const claims = subjects.map(({ _claims }) => _claims);
    const trusted = { providerArn, issuer, audience };
    refuseIf('subjects', trustProblem(trusted, claims));
    const trust = compileTrust(trusted, claims);
    this.role = new Role(this, 'Role', {
      roleName: props.roleName,
      description:
        props.description ?? `${subjectsIssuer?.displayName ?? issuer} publishes container images with this role`,
      assumedBy: new FederatedPrincipal(providerArn, trust[0]?.Condition, 'sts:AssumeRoleWithWebIdentity'),
      permissionsBoundary: props.permissionsBoundary,
    });
    // The L2 refuses a session that is a token.
    (this.role.node.defaultChild as CfnRole).maxSessionDuration = maxSessionDuration.toSeconds();
    this.role.assumeRolePolicy?.addStatements(
      ...trust.slice(1).map((statement) => PolicyStatement.fromJson(statement)),
    );
    this.role.node.addDependency(provider);
    this.grantPrincipal = this.role;
    attachPublishingPolicies(this, this.role, props);
    this.warnOfLongSessions(maxSessionDuration);
    for (const { _warning } of subjects) if (_warning) Validations.of(this).addWarning(_warning.id, _warning.message);
  }

  private warnOfLongSessions(session: Duration): void {
    if (session.isUnresolved() || session.toHours({ integral: false }) <= 4) return;
    Validations.of(this).addWarning(
      'cdk-ecr-publishing:LongSession',
      `A session of ${session.toHumanString()} outlives any push; stolen credentials live as long. An hour is enough.`,
    );
  }
}

function noSubjectProblem(subjects: readonly OidcSubject[]): Problem {
  return subjects.length === 0
    ? 'must name at least one subject, got none; without one any run of the CI system could assume the role'
    : undefined;
}

/** STS knows only the providers of the role's own account. */
function otherAccountProblem(provider: IOidcProvider, { account: ours }: Stack): Problem {
  const theirs = Stack.of(provider).account;
  if (theirs === ours || Token.isUnresolved(theirs) || Token.isUnresolved(ours)) return undefined;
  return (
    `must be of the role's account ${ours}, got '${provider.node.path}' of account ${theirs}; leave it out, or use ` +
    'fromAccount() in this stack'
  );
}

/** A provider of the caller's own making may hold nothing. */
function noAudienceProblem({ audiences }: IOidcProvider): Problem {
  return Token.isUnresolved(audiences) || audiences.length > 0
    ? undefined
    : 'must take an audience, got none; without one a token for any other service would do';
}

function sessionProblem(duration: Duration): Problem {
  if (duration.isUnresolved()) return undefined;
  const seconds = duration.toSeconds({ integral: false });
  const { leastSessionSeconds: least, mostSessionSeconds: most } = awsLimits.iam;
  return Number.isInteger(seconds) && seconds >= least && seconds <= most
    ? undefined
    : `must be from 1 to 12 hours, got ${duration.toHumanString()}; that is what IAM takes`;
}
