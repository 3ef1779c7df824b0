import { accountIdRule } from '../private/account-id';
import { pullActions, pushActions, servicePullActions } from '../private/ecr-actions';
import { organizationIdRule } from '../private/organization-id';
import { roleArnRule, userArnRule } from '../private/principal-arn';
import { InvalidInputError, validate } from '../private/validation';
import { type Admission, type RepositoryPlace } from './admission';

type Admit = (place: RepositoryPlace) => Admission[];

/**
 * Who may pull from, or push to, a repository by its own policy. Within the repository's account that is enough
 * (besides `docker login`); a principal of another account also needs a policy of its own there.
 *
 * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/repository-policies.html
 */
export class ImageConsumer {
  /**
   * Every principal of an account that the account itself lets do so.
   *
   * @param accountId the 12-digit id. Throws where it is anything else.
   */
  public static account(accountId: string): ImageConsumer {
    validate('accountId', accountId, accountIdRule);
    const principal = (place: RepositoryPlace) => accountRoot(place, accountId);
    return ImageConsumer.ofPrincipal(principal);
  }

  /**
   * One IAM role. ECR refuses at deploy a role that does not exist.
   *
   * @param roleArn the role's ARN. Throws where it is no role's ARN or holds a wildcard.
   */
  public static role(roleArn: string): ImageConsumer {
    validate('roleArn', roleArn, roleArnRule);
    return ImageConsumer.ofPrincipal(() => roleArn);
  }

  /**
   * One IAM user. ECR refuses at deploy a user that does not exist. Prefer a role: a user's keys do not expire.
   *
   * @param userArn the user's ARN. Throws where it is no user's ARN or holds a wildcard.
   */
  public static user(userArn: string): ImageConsumer {
    validate('userArn', userArn, userArnRule);
    return ImageConsumer.ofPrincipal(() => userArn);
  }

  /**
   * Every principal of an AWS organization, and nobody else. For pulls only.
   *
   * @param organizationId the id, like `o-a1b2c3d4e5`. Throws where it is anything else.
   */
  public static organization(organizationId: string): ImageConsumer {
    validate('organizationId', organizationId, organizationIdRule);
    return new ImageConsumer('an organization', () => [
      {
        kind: 'pull from organization',
        principal: { type: 'AWS', value: '*' },
        actions: pullActions,
        condition: { operator: 'StringEquals', key: 'aws:PrincipalOrgID', value: organizationId },
      },
    ]);
  }

  /**
   * Lambda functions of an account, made from images of the repository. Both halves that Lambda asks for: the account,
   * and the service on behalf of that account's functions in the repository's Region. For pulls only.
   *
   * @param accountId the 12-digit id. Throws where it is anything else.
   * @see https://docs.aws.amazon.com/lambda/latest/dg/images-create.html#configuration-images-permissions
   */
  public static lambda(accountId: string): ImageConsumer {
    validate('accountId', accountId, accountIdRule);
    return new ImageConsumer('Lambda', (place) => [
      ...(accountId === place.account ? [] : [accountAdmission(place, accountId)]),
      {
        kind: 'pull by Lambda',
        principal: { type: 'Service', value: 'lambda.amazonaws.com' },
        actions: servicePullActions,
        condition: {
          operator: 'StringLike',
          key: 'aws:sourceARN',
          value: `arn:${place.partition}:lambda:${place.region}:${accountId}:function:*`,
        },
      },
    ]);
  }

  /**
   * CodeBuild projects of an account that run in an image of the repository with CodeBuild's own credentials. A project
   * that pulls with its service role needs `account()` or `role()` instead. For pulls only.
   *
   * @param accountId the 12-digit id. Throws where it is anything else.
   * @see https://docs.aws.amazon.com/codebuild/latest/userguide/sample-ecr.html
   */
  public static codeBuild(accountId: string): ImageConsumer {
    validate('accountId', accountId, accountIdRule);
    return new ImageConsumer('CodeBuild', () => [
      {
        kind: 'pull by CodeBuild',
        principal: { type: 'Service', value: 'codebuild.amazonaws.com' },
        actions: pullActions,
        condition: { operator: 'StringEquals', key: 'aws:SourceAccount', value: accountId },
      },
    ]);
  }

  private static ofPrincipal(principal: (place: RepositoryPlace) => string): ImageConsumer {
    const admission = (place: RepositoryPlace, kind: 'pull' | 'push', actions: readonly string[]): Admission => ({
      kind,
      principal: { type: 'AWS', value: principal(place) },
      actions,
    });
    return new ImageConsumer(
      'a principal',
      (place) => [admission(place, 'pull', pullActions)],
      (place) => [admission(place, 'push', pushActions)],
    );
  }

  private constructor(
    private readonly kind: string,
    private readonly pull: Admit,
    private readonly push?: Admit,
  ) {}

  /** @internal */
  public _pullAdmissions(place: RepositoryPlace): Admission[] {
    return this.pull(place);
  }

  /** @internal */
  public _pushAdmissions(place: RepositoryPlace): Admission[] {
    if (!this.push) {
      throw new InvalidInputError(
        `\`allowPush\` must be given accounts, roles or users, got ${this.kind}; name each role that may push`,
      );
    }
    return this.push(place);
  }
}

function accountRoot({ partition }: RepositoryPlace, accountId: string): string {
  return `arn:${partition}:iam::${accountId}:root`;
}

function accountAdmission(place: RepositoryPlace, accountId: string): Admission {
  return {
    kind: 'pull',
    principal: { type: 'AWS', value: accountRoot(place, accountId) },
    actions: pullActions,
  };
}
