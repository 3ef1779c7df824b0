import { publicApi } from '../private/boundary/public-api';
import { Duration, Fn, Stack, Token, Validations } from 'aws-cdk-lib';
import { type IRepository } from 'aws-cdk-lib/aws-ecr';
import {
  type CfnRole,
  FederatedPrincipal,
  type IGrantable,
  type IManagedPolicy,
  type IOIDCProviderRef,
  type IPrincipal,
  PolicyStatement,
  Role,
} from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { declareCiRole } from '../private/constructs/ci-roles';
import { reportEqualNames } from '../private/constructs/equal-names';
import { validateQuotas } from '../private/constructs/validate-quotas';
import { awsLimits } from '../private/aws/limits';
import { roleNameRule } from '../private/aws/role-name';
import { type Problem, refuseIf, validate } from '../private/validation/validation';
import { noteDeployments } from '../deployment/deployment-notes';
import { type ImageDeployment } from '../deployment/image-deployment';
import { type ImageRegistry } from '../base-image/image-registry';
import { type BuildSecret } from '../build-input/build-secret';
import { type RegistryMirror } from '../base-image/registry-mirror';
import { type OidcIssuer } from './oidc-issuer';
import { type OidcSubject } from './oidc-subject';
import { compileTrust, trustProblem } from './oidc-trust';
import { attachPublishingPolicies, publishes } from './publishing-policies';
import { issuerOf, providerOf } from './subjects-issuer';
import { reportTwoProviders } from './second-provider';
import { trustedProvider, type TrustedProvider } from './trusted-provider';

/** Options of every publisher role, for any CI system. */
export interface PublisherRoleOptions {
  /**
   * The repositories that the role may push to. Throws if there are more than fit in the managed policies that IAM accepts
   * for one role (about 680 repositories), and if no option gives the role any permission.
   *
   * @default - none
   */
  readonly repositories?: IRepository[];

  /**
   * Prefixes of the names of repositories in this account and Region that the role may push to, including repositories that
   * are created later. Use it for more repositories than a list accepts. Throws if one does not end with a slash, as in
   * `team-a/`.
   *
   * @default - none
   */
  readonly repositoryPrefixes?: string[];

  /**
   * The Region of the repositories of `repositoryPrefixes`, if it is another one. Throws if it is not a Region, and if
   * `repositoryPrefixes` is not set.
   *
   * @default - the Region of the stack
   */
  readonly repositoryPrefixRegion?: string;

  /**
   * Whether a push creates a repository below `repositoryPrefixes` that does not exist. The role may create repositories below these
   * prefixes only. Their settings come from a creation template of `RegistrySettings` for `CreationReason.CREATE_ON_PUSH`, and ECR
   * refuses such a push if there is none. Throws if `repositoryPrefixes` is not set.
   *
   * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/repository-creation-templates.html
   * @default false
   */
  readonly createRepositories?: boolean;

  /**
   * The repositories that the role may pull from, such as those of base images. Pushing does not require them. A workflow logs in
   * to the registry of each. A repository of another account must allow the role as well (`allowPull`).
   *
   * @default - none
   */
  readonly pullRepositories?: IRepository[];

  /**
   * Other registries whose credentials in Secrets Manager the role may read, so that its jobs log in to them. Throws for a registry
   * that is listed twice, and for credentials that are not in Secrets Manager.
   *
   * @default - none
   */
  readonly registries?: ImageRegistry[];

  /**
   * The secrets of AWS that builds of the role mount: those of Secrets Manager and Parameter Store. The role may read exactly these, and
   * the `secrets` of a `PublishWorkflow` or a `PublishPipeline` may use them. Throws for one that is listed twice, and for one that is
   * not in AWS.
   *
   * @default - none
   */
  readonly secrets?: BuildSecret[];

  /**
   * Registries that have the images of others, such as a pull-through cache of ECR, which the role may then use. Throws for one that
   * is listed twice.
   *
   * @default - none
   */
  readonly mirrors?: RegistryMirror[];

  /**
   * The repositories whose tags the role may list. The channels of `ImageTag.semanticVersion` require it, because the highest
   * version is found among the tags.
   *
   * @default - none
   */
  readonly listRepositories?: IRepository[];

  /**
   * The ECS services and Lambda functions that the role may deploy to, as `EcsDeployment` and `LambdaDeployment`. Throws if there
   * are more than fit in one managed policy.
   *
   * @default - none
   */
  readonly deploys?: ImageDeployment[];

  /**
   * The name of the role. Throws if IAM would refuse it.
   *
   * @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html
   * @default - CloudFormation generates one from the construct's id
   */
  readonly roleName?: string;

  /**
   * The description of the role.
   *
   * @default - a description that names the CI system
   */
  readonly description?: string;

  /**
   * The longest session, from 1 to 12 hours. Throws for any other duration. Warns above 4 hours, because stolen credentials
   * are valid for as long.
   *
   * @default Duration.hours(1)
   */
  readonly maxSessionDuration?: Duration;

  /**
   * The permissions boundary of the role.
   *
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html
   * @default - no boundary
   */
  readonly permissionsBoundary?: IManagedPolicy;
}

/** Properties of an `OidcPublisherRole`. */
export interface OidcPublisherRoleProps extends PublisherRoleOptions {
  /**
   * The jobs that may assume the role. Throws for an empty list, because any job of the CI system could assume the role.
   * Throws for subjects of several issuers. Create a role for each issuer.
   */
  readonly subjects: OidcSubject[];

  /**
   * The CI system as the account's identity provider: an `OidcProvider`, or one of the CDK that the app has, such as an
   * `iam.OpenIdConnectProvider` or an import. Throws for a provider of another account, or of another issuer than the subjects
   * have.
   *
   * @default - the one that the app creates in this account, or else a new one in this stack. Subjects of GitHub require a
   * provider here
   */
  readonly provider?: IOIDCProviderRef;
}

/**
 * A role that the jobs of a CI system assume with tokens instead of stored keys. It trusts exact subjects, and may push
 * images to the given repositories and deploy to the given ECS services.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_oidc.html
 *
 * @example
 * import { GitLabSubject, OidcPublisherRole } from 'cdk-ecr-publishing';
 *
 * new OidcPublisherRole(this, 'GitLab', {
 *   subjects: [GitLabSubject.branch('acme/jwt-pizza-service', 'main', { projectId: '42' })],
 *   repositories: [repository],
 * });
 */
@publicApi
export class OidcPublisherRole extends Construct implements IGrantable {
  /** The role. Permissions that other constructs grant it are added to a separate inline policy. */
  public readonly role: Role;

  /** The role, as the principal that permissions are granted to. */
  public readonly grantPrincipal: IPrincipal;

  /** The properties that a pipeline for this role depends on. @internal */
  public readonly _published: Omit<OidcPublisherRoleProps, 'provider'> & { readonly provider: TrustedProvider };

  public constructor(scope: Construct, id: string, props: OidcPublisherRoleProps) {
    super(scope, id);
    const { subjects, maxSessionDuration = Duration.hours(1) } = props;
    refuseIf('subjects', noSubjectProblem(subjects));
    if (props.roleName !== undefined) validate('roleName', props.roleName, roleNameRule);
    refuseIf('maxSessionDuration', sessionProblem(maxSessionDuration));
    const subjectsIssuer = issuerOf(subjects);
    const provider = props.provider ?? providerOf(this, subjectsIssuer);
    const trustedIssuer = trustedProvider(provider, subjectsIssuer ?? this._issuerOfSubjects(), Stack.of(this));
    this._published = { ...props, provider: trustedIssuer };
    const { providerArn, issuer, audiences } = trustedIssuer;
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
    declareCiRole(this.role);
    // The L2 refuses a token for the session's duration.
    (this.role.node.defaultChild as CfnRole).maxSessionDuration = maxSessionDuration.toSeconds();
    this.role.assumeRolePolicy?.addStatements(
      ...trust.slice(1).map((statement) => PolicyStatement.fromJson(statement)),
    );
    this.role.node.addDependency(provider);
    this.grantPrincipal = this.role;
    attachPublishingPolicies(this, this.role, props);
    noteDeployments(
      this.role,
      (props.deploys ?? []).map((deploy) => deploy._bind(Stack.of(this))),
    );
    this.warnOfLongSessions(maxSessionDuration);
    validateQuotas(this);
    reportEqualNames(this);
    reportTwoProviders(this, issuer);
    for (const { _warning } of subjects) if (_warning) Validations.of(this).addWarning(_warning.id, _warning.message);
  }

  /** The issuer of subjects that name none, if the kind of role has one. @internal */
  protected _issuerOfSubjects(): OidcIssuer | undefined {
    return undefined;
  }

  private warnOfLongSessions(session: Duration): void {
    if (session.isUnresolved() || session.toHours({ integral: false }) <= 4) return;
    Validations.of(this).addWarning(
      'cdk-ecr-publishing:LongSession',
      `A session of ${session.toHumanString()} is longer than any push. Stolen credentials are valid for as long. ` +
        `An hour is enough.`,
    );
  }
}

function noSubjectProblem(subjects: readonly OidcSubject[]): Problem {
  return subjects.length === 0
    ? 'must name at least one subject, got none. Without one, any job of the CI system could assume the role.'
    : undefined;
}

function sessionProblem(duration: Duration): Problem {
  if (duration.isUnresolved()) return undefined;
  const seconds = duration.toSeconds({ integral: false });
  const { leastSessionSeconds: least, mostSessionSeconds: most } = awsLimits.iam;
  return Number.isInteger(seconds) && seconds >= least && seconds <= most
    ? undefined
    : `must be from 1 to 12 hours, got ${duration.toHumanString()}. IAM accepts no other duration.`;
}
