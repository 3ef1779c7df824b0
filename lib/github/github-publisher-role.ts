import { Duration, Fn, Stack, Token, Validations } from 'aws-cdk-lib';
import { type IRepository } from 'aws-cdk-lib/aws-ecr';
import {
  type CfnRole,
  FederatedPrincipal,
  type IGrantable,
  type IPrincipal,
  ManagedPolicy,
  PolicyStatement,
  Role,
} from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { knownRepositoryArn } from '../private/arn';
import { LoginPolicy } from '../private/login-policy';
import { knownPolicySize, policyJson, type StatementJson } from '../private/policy-document';
import { roleNameRule } from '../private/role-name';
import { type Problem, refuseIf, validate } from '../private/validation';
import { type EcsDeployment } from './ecs-deployment';
import { GitHubOidcProvider } from './github-oidc-provider';
import { type GitHubSubject } from './github-subject';
import { type IGitHubOidcProvider } from './i-github-oidc-provider';
import { compileTrust, refuseContradictions, trustProblem } from './github-trust';
import { packPushStatements } from './push-statements';

/** Properties of a `GitHubPublisherRole`. */
export interface GitHubPublisherRoleProps {
  /**
   * Which workflow runs may assume the role. Throws for an empty list: any repository on GitHub could assume it.
   */
  readonly subjects: GitHubSubject[];

  /**
   * What the role may push to: these repositories and no others. Throws for an empty list, and past what fits in the
   * managed policies that IAM takes for one role (about 680 repositories).
   */
  readonly repositories: IRepository[];

  /**
   * The ECS services that the role may deploy to. Throws past what fits in one managed policy.
   *
   * @default - none
   */
  readonly deploys?: EcsDeployment[];

  /**
   * GitHub as the account's identity provider. Throws for that of another account.
   *
   * @default - the one that the app makes in this account; where there is none, it is made in this stack
   */
  readonly provider?: IGitHubOidcProvider;

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
   * @default - says that GitHub Actions publishes images with it
   */
  readonly description?: string;

  /**
   * The longest session, from 1 to 12 hours. Throws outside of that; warns above 4 hours, since stolen credentials live
   * as long.
   *
   * @default Duration.hours(1)
   */
  readonly maxSessionDuration?: Duration;
}

/** IAM's default quota of managed policies of a role. */
const mostPolicies = 10;

/** IAM's limit for one managed policy. */
const mostCharacters = 6144;

/**
 * A role that GitHub Actions assumes without stored keys: for exact branches, tags or environments, to push images to
 * named repositories and, where asked for, to deploy to named ECS services.
 *
 * @see https://docs.github.com/en/actions/how-tos/secure-your-work/security-harden-deployments/oidc-in-aws
 */
export class GitHubPublisherRole extends Construct implements IGrantable {
  /** The role. What it is granted elsewhere stands in an inline policy of its own. */
  public readonly role: Role;

  /** The role, as what permissions are granted to. */
  public readonly grantPrincipal: IPrincipal;

  public constructor(scope: Construct, id: string, props: GitHubPublisherRoleProps) {
    super(scope, id);
    const { subjects, repositories, maxSessionDuration = Duration.hours(1) } = props;
    refuseIf('subjects', noSubjectProblem(subjects));
    refuseIf('repositories', repositories.length === 0 ? 'must name at least one repository, got none' : undefined);
    if (props.roleName !== undefined) validate('roleName', props.roleName, roleNameRule);
    refuseIf('maxSessionDuration', sessionProblem(maxSessionDuration));
    refuseContradictions(subjects);

    const provider = props.provider ?? GitHubOidcProvider.forAccountOf(this);
    refuseIf('provider', otherAccountProblem(provider, Stack.of(this)));
    const { providerArn, issuer, audiences } = provider;
    const audience = Token.isUnresolved(audiences) ? Fn.select(0, audiences) : (audiences[0] ?? '');
    const trust = compileTrust({ providerArn, issuer, audience }, subjects);
    refuseIf('subjects', trustProblem(trust));
    this.role = new Role(this, 'Role', {
      roleName: props.roleName,
      description: props.description ?? 'GitHub Actions publishes container images with this role',
      assumedBy: new FederatedPrincipal(providerArn, trust[0]?.Condition, 'sts:AssumeRoleWithWebIdentity'),
    });
    // The L2 refuses a session that is a token.
    (this.role.node.defaultChild as CfnRole).maxSessionDuration = maxSessionDuration.toSeconds();
    this.role.assumeRolePolicy?.addStatements(
      ...trust.slice(1).map((statement) => PolicyStatement.fromJson(statement)),
    );
    this.role.node.addDependency(provider);
    this.grantPrincipal = this.role;
    this.allow(repositories, props.deploys ?? []);
    this.warn(subjects, maxSessionDuration);
  }

  private allow(repositories: readonly IRepository[], deploys: readonly EcsDeployment[]): void {
    const push = packPushStatements(repositories.map(knownRepositoryArn));
    const most = mostPolicies - 1 - Math.min(deploys.length, 1);
    refuseIf('repositories', push.length > most ? packProblem(repositories.length, push.length, most) : undefined);
    new LoginPolicy(this, 'Login', this.role);
    push.forEach((statement, index) => {
      this.attach(index === 0 ? 'Push' : `Push${index + 1}`, 'Push images to the named repositories', [statement]);
    });
    if (deploys.length > 0) {
      const statements = deploys.flatMap((deploy) => deploy._statements(Stack.of(this)));
      const policy = this.attach('Deploy', 'Deploy to the named ECS services', statements);
      refuseIf('deploys', deployProblem(policy, statements));
    }
  }

  private attach(id: string, description: string, statements: StatementJson[]): ManagedPolicy {
    return new ManagedPolicy(this, id, {
      description,
      roles: [this.role],
      statements: statements.map((statement) => PolicyStatement.fromJson(statement)),
    });
  }

  private warn(subjects: readonly GitHubSubject[], session: Duration): void {
    const byName = subjects.filter(({ _repositoryId }) => _repositoryId === undefined);
    if (byName.length > 0) {
      const names = [...new Set(byName.map(({ _repository }) => _repository))].join(', ');
      Validations.of(this).addWarning(
        'cdk-ecr-publishing:GitHubSubjectWithoutIds',
        `The trust in ${names} goes by name. Whoever gets that name later is trusted too, and repositories created, ` +
          'renamed or transferred after 2026-07-15 send another subject: give ownerId and repositoryId.',
      );
    }
    if (!session.isUnresolved() && session.toHours({ integral: false }) > 4) {
      Validations.of(this).addWarning(
        'cdk-ecr-publishing:LongSession',
        `A session of ${session.toHumanString()} outlives any push; stolen credentials live as long. An hour is enough.`,
      );
    }
  }
}

function noSubjectProblem(subjects: readonly GitHubSubject[]): Problem {
  return subjects.length === 0
    ? 'must name at least one subject, got none; without one any repository on GitHub could assume the role'
    : undefined;
}

/** STS knows only the providers of the role's own account. */
function otherAccountProblem(provider: IGitHubOidcProvider, { account: ours }: Stack): Problem {
  const theirs = Stack.of(provider).account;
  if (theirs === ours || Token.isUnresolved(theirs) || Token.isUnresolved(ours)) return undefined;
  return (
    `must be of the role's account ${ours}, got '${provider.node.path}' of account ${theirs}; leave it out, or use ` +
    'GitHubOidcProvider.fromAccount() in this stack'
  );
}

function sessionProblem(duration: Duration): Problem {
  if (duration.isUnresolved()) return undefined;
  const seconds = duration.toSeconds({ integral: false });
  return Number.isInteger(seconds) && seconds >= 3600 && seconds <= 43_200
    ? undefined
    : `must be from 1 to 12 hours, got ${duration.toHumanString()}; that is what IAM takes`;
}

/** Measured as CDK renders it, which merges statements; what CloudFormation fills in is not counted. */
function deployProblem(policy: ManagedPolicy, statements: StatementJson[]): Problem {
  if (knownPolicySize(policyJson(statements)) <= mostCharacters) return undefined;
  const size = JSON.stringify(policy.stack.resolve(policy.document), (key, value: unknown) =>
    /^(Ref|Fn::)/.test(key) ? undefined : value,
  ).length;
  return size <= mostCharacters
    ? undefined
    : `must fit a managed policy of ${mostCharacters.toLocaleString('en')} characters, got ` +
        `${size.toLocaleString('en')}; split them over several roles`;
}

function packProblem(repositories: number, packs: number, most: number): string {
  return (
    `must fit in ${most} managed policies, got ${repositories} repositories in ${packs}; IAM takes ${mostPolicies} ` +
    'for a role: split the repositories over several roles'
  );
}
