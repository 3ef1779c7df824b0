import { type IRepository } from 'aws-cdk-lib/aws-ecr';
import { type IGroup, type IRole, type IUser, type ManagedPolicy } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { publicApi } from '../private/boundary/public-api';
import { reportEqualNames } from '../private/constructs/equal-names';
import { validateQuotas } from '../private/constructs/validate-quotas';
import { push } from './repository-uses';
import { makeUsePolicies, renderPolicyText } from './use-policies';

/** Properties of an `ImagePushAccess`. */
export interface ImagePushAccessProps {
  /**
   * The repositories to push to, in any account. Throws if the list is empty, or if the repositories do not
   * fit in the managed policies of one role. Also throws if the ARN of a repository in another account or Region is not
   * known at synth.
   */
  readonly repositories: IRepository[];

  /**
   * Roles of this account that push, such as the role of a CI system. Throws if a role is in another account.
   *
   * @default - none; attach the policies yourself
   */
  readonly roles?: IRole[];

  /**
   * Users of this account that push. Throws if a user is in another account.
   *
   * @default - none
   */
  readonly users?: IUser[];

  /**
   * Groups of this account whose users push. Throws if a group is in another account.
   *
   * @default - none
   */
  readonly groups?: IGroup[];

  /**
   * The name of the managed policy that allows pushes. Set it if the policy is attached by its name. If several policies
   * are needed, the names of the others end with `-2`, `-3` and so on. The name of the login policy ends with `-login`.
   * Throws if IAM does not accept the name.
   *
   * @default - CloudFormation generates names from the construct's id
   */
  readonly managedPolicyName?: string;
}

/**
 * The publisher's permission to push: managed policies in the account of the roles that push. In the repository's
 * account, these policies are enough. In another account, the repository policy must allow the push too (`allowPush`).
 * The policies do not allow pulls.
 *
 * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-push-iam.html
 *
 * @example
 * import * as iam from 'aws-cdk-lib/aws-iam';
 * import { ImagePushAccess } from 'cdk-ecr-publishing';
 *
 * new ImagePushAccess(this, 'Push', {
 *   repositories: [repository],
 *   roles: [iam.Role.fromRoleName(this, 'Builder', 'builder')],
 * });
 */
@publicApi
export class ImagePushAccess extends Construct {
  /**
   * Renders the policy as JSON text, for an account that does not use CDK. It allows to log in and to push to these
   * repositories.
   *
   * @param repositories the repositories to push to. Throws if there are none, if an ARN is not known at synth, or if
   * they do not fit in one managed policy.
   */
  public static renderPolicy(...repositories: IRepository[]): string {
    return renderPolicyText(push, repositories);
  }

  /** The managed policies: first the login policy, then the policies that allow pushes. A principal needs all of them. */
  public readonly managedPolicies: ManagedPolicy[];

  public constructor(scope: Construct, id: string, props: ImagePushAccessProps) {
    super(scope, id);
    this.managedPolicies = makeUsePolicies(this, push, props);
    validateQuotas(this);
    reportEqualNames(this);
  }
}
