import { Stack } from 'aws-cdk-lib';
import { type IRepository } from 'aws-cdk-lib/aws-ecr';
import { type IRole, type ManagedPolicy } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { publicApi } from '../private/boundary/public-api';
import { managedPolicyNameRule } from '../private/aws/managed-policy-name';
import { refuseIf, refuseOpenList, validate, validateList } from '../private/validation/validation';
import { arnFor, arnText } from './arn-in-other-account';
import { pushImages, renderUsePolicy, useStatements } from './role-policies';
import { distinctRoles, otherAccountProblem } from './roles-of-account';
import { makeUsePolicies, mostNameCharacters } from './use-policies';

/** Properties of an `ImagePushAccess`. */
export interface ImagePushAccessProps {
  /**
   * What may be pushed to: these repositories and no others, of whatever account. Throws for an empty list, for a
   * repository of another account or Region whose ARN synth does not know, and past what fits in the managed policies
   * that IAM takes for one role.
   */
  readonly repositories: IRepository[];

  /**
   * Roles of this account that push, as that of a CI system. Throws for a role of another account.
   *
   * @default - none; the policies are attached elsewhere
   */
  readonly roles?: IRole[];

  /**
   * The name of the managed policy to push by, for whoever attaches it by its name; where it takes several, the next
   * ends with `-2`. That to log in by ends with `-login`. Throws where IAM would refuse it.
   *
   * @default - CloudFormation makes them from the construct's id
   */
  readonly managedPolicyName?: string;
}

/**
 * The publisher's side of a push: managed policies in the account of the roles that push. In another account than the
 * repository's it takes both this and the repository's policy (`allowPush`); in the same account this is enough. The
 * roles can push and do not pull.
 *
 * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-push-iam.html
 */
@publicApi
export class ImagePushAccess extends Construct {
  /**
   * The policy for an account that does not use CDK, as JSON text: to log in, and to push to these repositories.
   *
   * @param repositories what may be pushed to. Throws for none, for an ARN that synth does not know, and past what fits
   * in one managed policy.
   */
  public static renderPolicy(...repositories: IRepository[]): string {
    validateList('repositories', repositories);
    const arns = repositories.map((repository, index) => arnText(repository, `repositories[${index}]`));
    return renderUsePolicy(pushImages, arns);
  }

  /** The policies: first that to log in by, then those to push by. A principal needs all of them. */
  public readonly managedPolicies: ManagedPolicy[];

  public constructor(scope: Construct, id: string, props: ImagePushAccessProps) {
    super(scope, id);
    const { repositories, roles = [], managedPolicyName } = props;
    const stack = Stack.of(this);
    refuseOpenList('repositories', repositories);
    validateList('repositories', repositories);
    roles.forEach((role, index) => {
      refuseIf(`roles[${index}]`, otherAccountProblem(role, stack, 'ImagePushAccess'));
    });
    if (managedPolicyName !== undefined) {
      validate('managedPolicyName', managedPolicyName, managedPolicyNameRule(mostNameCharacters));
    }
    const arns = repositories.map((repository, index) => arnFor(stack, repository, `repositories[${index}]`));
    this.managedPolicies = makeUsePolicies(this, {
      id: 'Push',
      description: 'Push images to the named repositories',
      roles: distinctRoles(roles),
      statements: useStatements(pushImages, arns),
      managedPolicyName,
    });
  }
}
