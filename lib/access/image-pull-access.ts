import { Stack } from 'aws-cdk-lib';
import { type IRepository } from 'aws-cdk-lib/aws-ecr';
import { type IGroup, type IPrincipal, type IRole, type IUser, type ManagedPolicy, Role } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { publicApi } from '../private/boundary/public-api';
import { type StatementJson } from '../private/aws/policy-document';
import { roleNameRule } from '../private/aws/role-name';
import { InvalidInputError, refuseIf, validate } from '../private/validation/validation';
import { reportEqualNames } from '../private/constructs/equal-names';
import { validateQuotas } from '../private/constructs/validate-quotas';
import { pullTrustProblem, restrictedToAccount } from './pull-role-trust';
import { pull } from './repository-uses';
import { makeUsePolicies, renderPolicyText } from './use-policies';

/** Properties of an `ImagePullAccess`. */
export interface ImagePullAccessProps {
  /**
   * The repositories to pull from, in any account. Throws if the list is empty, or if the repositories do not
   * fit in the managed policies of one role. Also throws if the ARN of a repository in another account or Region is not
   * known at synth.
   */
  readonly repositories: IRepository[];

  /**
   * Roles of this account that pull. Throws if a role is in another account.
   *
   * @default - none
   */
  readonly roles?: IRole[];

  /**
   * Users of this account that pull. Throws if a user is in another account.
   *
   * @default - none
   */
  readonly users?: IUser[];

  /**
   * Groups of this account whose users pull. Throws if a group is in another account.
   *
   * @default - none
   */
  readonly groups?: IGroup[];

  /**
   * The principal that can assume a new role that pulls, such as `new ServicePrincipal('ecs-tasks.amazonaws.com')` for
   * ECS tasks. ECS and CodeBuild can assume the role for this account only. Throws if any principal could assume the
   * role, or if the principal is an identity provider without a condition.
   *
   * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_execution_IAM_role.html
   * @default - no role is created
   */
  readonly assumedBy?: IPrincipal;

  /**
   * The name of the new role, so that the repository policy in another account can name it. Throws if IAM does not
   * accept the name, or if `assumedBy` is not set.
   *
   * @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html
   * @default - CloudFormation generates a name from the construct's id
   */
  readonly roleName?: string;

  /**
   * The name of the managed policy that allows pulls. Set it if the policy is attached by its name, for example by a
   * permission set. If several policies are needed, the names of the others end with `-2`, `-3` and so on. The name of
   * the login policy ends with `-login`. Throws if IAM does not accept the name.
   *
   * @see https://docs.aws.amazon.com/singlesignon/latest/userguide/howtocmp.html
   * @default - CloudFormation generates names from the construct's id
   */
  readonly managedPolicyName?: string;
}

/**
 * The consumer's permission to pull: managed policies in the account that pulls, and a role if `assumedBy` is set. In the
 * repository's account, these policies are enough. In another account, the repository policy must allow the pull too
 * (`allowPull`). If the repository is encrypted with a KMS key, the consumer needs no permission for the key.
 *
 * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/repository-policies.html
 *
 * @example
 * import * as iam from 'aws-cdk-lib/aws-iam';
 * import { ImagePullAccess } from 'cdk-ecr-publishing';
 *
 * new ImagePullAccess(this, 'Pull', {
 *   repositories: [repository],
 *   assumedBy: new iam.ServicePrincipal('ecs-tasks.amazonaws.com'),
 * });
 */
@publicApi
export class ImagePullAccess extends Construct {
  /**
   * Renders the policy as JSON text, for an account that does not use CDK. It allows to log in and to pull from these
   * repositories.
   *
   * @param repositories the repositories to pull from. Throws if there are none, if an ARN is not known at synth, or if
   * they do not fit in one managed policy.
   */
  public static renderPolicy(...repositories: IRepository[]): string {
    return renderPolicyText(pull, repositories);
  }

  /** The managed policies: first the login policy, then the policies that allow pulls. A principal needs all of them. */
  public readonly managedPolicies: ManagedPolicy[];

  private readonly ownRole?: Role;

  public constructor(scope: Construct, id: string, props: ImagePullAccessProps) {
    super(scope, id);
    this.ownRole = this.makeRole(props);
    this.managedPolicies = makeUsePolicies(this, pull, props, this.ownRole);
    validateQuotas(this);
    reportEqualNames(this);
  }

  /** The new role. Throws if `assumedBy` is not set. */
  public get role(): Role {
    if (this.ownRole) return this.ownRole;
    throw new InvalidInputError(
      `\`${this.node.path}\` has a role only if \`assumedBy\` is set. Set it, or use the roles that you pass as \`roles\`.`,
    );
  }

  private makeRole({ assumedBy, roleName }: ImagePullAccessProps): Role | undefined {
    if (!assumedBy) {
      refuseIf('roleName', roleName === undefined ? undefined : 'requires `assumedBy`. Without it no role is created.');
      return undefined;
    }
    if (roleName !== undefined) validate('roleName', roleName, roleNameRule);
    const stack = Stack.of(this);
    const role = new Role(this, 'Role', {
      roleName,
      description: 'Pulls container images from the named repositories',
      assumedBy: restrictedToAccount(assumedBy, stack.account),
    });
    const { Statement: statements } = stack.resolve(role.assumeRolePolicy) as { Statement: StatementJson[] };
    refuseIf('assumedBy', pullTrustProblem(statements));
    return role;
  }
}
