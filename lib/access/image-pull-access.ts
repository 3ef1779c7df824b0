import { Stack } from 'aws-cdk-lib';
import { type IRepository } from 'aws-cdk-lib/aws-ecr';
import { type IPrincipal, type IRole, type ManagedPolicy, Role } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { publicApi } from '../private/boundary/public-api';
import { managedPolicyNameRule } from '../private/aws/managed-policy-name';
import { type StatementJson } from '../private/aws/policy-document';
import { roleNameRule } from '../private/aws/role-name';
import { InvalidInputError, refuseIf, refuseOpenList, validate, validateList } from '../private/validation/validation';
import { arnFor, arnText } from './arn-in-other-account';
import { pullImages, renderUsePolicy, useStatements } from './role-policies';
import { restrictedToAccount, pullTrustProblem } from './pull-role-trust';
import { distinctRoles, otherAccountProblem } from './roles-of-account';
import { makeUsePolicies, mostNameCharacters } from './use-policies';

/** Properties of an `ImagePullAccess`. */
export interface ImagePullAccessProps {
  /**
   * What may be pulled from: these repositories and no others, of whatever account. Throws for an empty list, for a
   * repository of another account or Region whose ARN synth does not know, and past what fits in the managed policies
   * that IAM takes for one role.
   */
  readonly repositories: IRepository[];

  /**
   * Roles of this account that pull. Throws for a role of another account.
   *
   * @default - none
   */
  readonly roles?: IRole[];

  /**
   * Who may assume a role that is made to pull with, as `new ServicePrincipal('ecs-tasks.amazonaws.com')` for the tasks
   * of ECS. ECS and CodeBuild are bound to act for this account. Throws for everybody, and for an identity provider
   * without a condition.
   *
   * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_execution_IAM_role.html
   * @default - no role is made
   */
  readonly assumedBy?: IPrincipal;

  /**
   * The name of that role, so that the repository's policy in the other account can name it. Throws where IAM would
   * refuse it, and without `assumedBy`.
   *
   * @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html
   * @default - CloudFormation makes one from the construct's id
   */
  readonly roleName?: string;

  /**
   * The name of the managed policy to pull by, for whoever attaches it by its name, as permission sets do; where it
   * takes several, the next ends with `-2`. That to log in by ends with `-login`. Throws where IAM would refuse it.
   *
   * @see https://docs.aws.amazon.com/singlesignon/latest/userguide/howtocmp.html
   * @default - CloudFormation makes them from the construct's id
   */
  readonly managedPolicyName?: string;
}

/**
 * The consumer's side of a pull: managed policies, and a role where one is asked for, in the account that pulls. In
 * another account than the repository's it takes both this and the repository's policy (`allowPull`); in the same
 * account this is enough. A repository that is encrypted with a key of its own takes no right to the key.
 *
 * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/repository-policies.html
 */
@publicApi
export class ImagePullAccess extends Construct {
  /**
   * The policy for an account that does not use CDK, as JSON text: to log in, and to pull from these repositories.
   *
   * @param repositories what may be pulled from. Throws for none, for an ARN that synth does not know, and past what
   * fits in one managed policy.
   */
  public static renderPolicy(...repositories: IRepository[]): string {
    validateList('repositories', repositories);
    const arns = repositories.map((repository, index) => arnText(repository, `repositories[${index}]`));
    return renderUsePolicy(pullImages, arns);
  }

  /** The policies: first that to log in by, then those to pull by. A principal needs all of them. */
  public readonly managedPolicies: ManagedPolicy[];

  private readonly ownRole?: Role;

  public constructor(scope: Construct, id: string, props: ImagePullAccessProps) {
    super(scope, id);
    const { repositories, roles = [], managedPolicyName } = props;
    const stack = Stack.of(this);
    refuseOpenList('repositories', repositories);
    validateList('repositories', repositories);
    roles.forEach((role, index) => {
      refuseIf(`roles[${index}]`, otherAccountProblem(role, stack, 'ImagePullAccess'));
    });
    if (managedPolicyName !== undefined) {
      validate('managedPolicyName', managedPolicyName, managedPolicyNameRule(mostNameCharacters));
    }
    const arns = repositories.map((repository, index) => arnFor(stack, repository, `repositories[${index}]`));
    const statements = useStatements(pullImages, arns);
    this.ownRole = this.makeRole(props);
    this.managedPolicies = makeUsePolicies(this, {
      id: 'Pull',
      description: 'Pull images from the named repositories',
      roles: distinctRoles(this.ownRole ? [this.ownRole, ...roles] : roles),
      statements,
      managedPolicyName,
    });
  }

  /** The role that `assumedBy` asked for. Throws where it did not. */
  public get role(): Role {
    if (this.ownRole) return this.ownRole;
    throw new InvalidInputError(
      `\`${this.node.path}\` must be given \`assumedBy\` to have a role, got none; roles that exist are given as \`roles\``,
    );
  }

  private makeRole({ assumedBy, roleName }: ImagePullAccessProps): Role | undefined {
    if (!assumedBy) {
      refuseIf(
        'roleName',
        roleName === undefined ? undefined : 'must stand with `assumedBy`; without it no role is made',
      );
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
