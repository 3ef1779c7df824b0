import { publicApi } from '../private/boundary/public-api';
import { InvalidInputError } from '../private/validation/validation';
import { frozen, OneForEqual } from '../private/values/one-for-equal';
import { type ConsumerGrants, type Use } from './consumers/consumer-grants';
import { type ConsumerKey, consumerKinds, type ConsumerNames } from './consumers/consumer-kinds';
import { serviceName, type ServiceSourceOptions } from './consumers/service';
import { taggedName, type TaggedPrincipalsOptions } from './consumers/tagged';
import { type PolicyEntry, type RepositoryEnvironment } from './policy-entry';

/** An app uses the same few consumers for all its repositories. */
const consumers = new OneForEqual<ImageConsumer>();

/** The method that grants each use. */
export const methodOf = { pull: 'allowPull', push: 'allowPush', read: 'allowRead' };

/**
 * A principal that can pull images, push images or read a repository, by the repository policy. In the repository's own
 * account that is enough, apart from the permission for `docker login`. A principal of another account also needs a
 * policy in its own account.
 *
 * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/repository-policies.html
 *
 * @example
 * import { ImageConsumer } from 'cdk-ecr-publishing';
 *
 * repository.allowPull(ImageConsumer.account('111111111111'), ImageConsumer.lambda('222222222222'));
 * repository.allowPush(ImageConsumer.role('arn:aws:iam::111111111111:role/publisher'));
 */
@publicApi
export class ImageConsumer {
  /**
   * Every principal of an account that has permission from the account itself.
   *
   * @param accountId the 12-digit id. Throws if it is anything else.
   */
  public static account(accountId: string): ImageConsumer {
    return ImageConsumer._of('account', accountId);
  }

  /**
   * One IAM role, such as the role of a CI system, an ECS task execution role, an EKS node role or a CodeBuild service
   * role. ECR rejects the deployment if the role does not exist.
   *
   * @param roleArn the role's ARN. Throws if it is not the ARN of a role, if it contains a wildcard, or if the
   * repository is in another partition.
   */
  public static role(roleArn: string): ImageConsumer {
    return ImageConsumer._of('role', roleArn);
  }

  /**
   * One IAM user. ECR rejects the deployment if the user does not exist. Prefer a role: a user's keys do not expire.
   *
   * @param userArn the user's ARN. Throws if it is not the ARN of a user, if it contains a wildcard, or if the
   * repository is in another partition.
   */
  public static user(userArn: string): ImageConsumer {
    return ImageConsumer._of('user', userArn);
  }

  /**
   * The principals of one account or organization that have a tag. Anyone who can tag principals there, or pass session
   * tags, decides which principals have it. A principal of the account that owns the repository needs no other policy.
   *
   * @param tagKey the key of the tag. Throws if IAM does not accept the key, or if it is a token.
   * @param tagValue the value of the tag. Throws if IAM does not accept the value, or if it contains a wildcard.
   * @param options the account or the organization of the principals. The principals of an organization cannot push.
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/introduction_attribute-based-access-control.html
   */
  public static tagged(tagKey: string, tagValue: string, options: TaggedPrincipalsOptions): ImageConsumer {
    return ImageConsumer._of('tagged', taggedName(tagKey, tagValue, options));
  }

  /**
   * Every principal of an AWS organization. Such a consumer cannot push.
   *
   * @param organizationId the id, such as `o-a1b2c3d4e5`. Throws if it is anything else.
   */
  public static organization(organizationId: string): ImageConsumer {
    return ImageConsumer._of('organization', organizationId);
  }

  /**
   * Every principal of the accounts in an organizational unit, and in the units below it. Such a consumer cannot push.
   *
   * @param path the unit's path, such as `o-a1b2c3d4e5/r-ab12/ou-ab12-11111111`. Throws if it is an id without its
   * path, if it contains a wildcard, or if it is anything else.
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-principalorgpaths
   */
  public static organizationalUnit(path: string): ImageConsumer {
    return ImageConsumer._of('organizationalUnit', path);
  }

  /**
   * Lambda functions of an account that use images of the repository. It grants both permissions that Lambda requires:
   * one to the account, and one to the Lambda service for that account's functions in the repository's Region. Such a
   * consumer can only pull.
   *
   * @param accountId the 12-digit id. Throws if it is anything else.
   * @see https://docs.aws.amazon.com/lambda/latest/dg/images-create.html#configuration-images-permissions
   */
  public static lambda(accountId: string): ImageConsumer {
    return ImageConsumer._of('lambda', { account: accountId });
  }

  /**
   * Lambda functions of every account of an organization, in the repository's Region. It grants both permissions that
   * Lambda requires: one to the accounts, and one to the Lambda service for their functions. Such a consumer can only
   * pull.
   *
   * @param organizationId the id, such as `o-a1b2c3d4e5`. Throws if it is anything else.
   * @see https://docs.aws.amazon.com/lambda/latest/dg/images-create.html#configuration-images-permissions
   */
  public static lambdaOfOrganization(organizationId: string): ImageConsumer {
    return ImageConsumer._of('lambda', { organization: organizationId });
  }

  /**
   * CodeBuild projects of an account that run in an image of the repository and pull it with CodeBuild's own
   * credentials. A project that pulls with its service role needs `account()` or `role()` instead. Such a consumer can
   * only pull.
   *
   * @param accountId the 12-digit id. Throws if it is anything else.
   * @see https://docs.aws.amazon.com/codebuild/latest/userguide/sample-ecr.html
   */
  public static codeBuild(accountId: string): ImageConsumer {
    return ImageConsumer._of('codeBuild', { account: accountId });
  }

  /**
   * Any other AWS service that pulls images with its own identity, for the source that is named. Such a consumer can
   * only pull.
   *
   * @param servicePrincipal the service, such as `sagemaker.amazonaws.com`. Throws if it is not a service principal.
   * @param source the source that the service acts for: an account, an ARN, an organization, or several of them. The
   * source must match all of them. Throws if none is set, because any account could then use the service to pull images.
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html
   */
  public static service(servicePrincipal: string, source: ServiceSourceOptions): ImageConsumer {
    return ImageConsumer._of('service', serviceName(servicePrincipal, source));
  }

  /** @internal */
  public static _of<Key extends ConsumerKey>(key: Key, name: ConsumerNames[Key]): ImageConsumer {
    return consumers.of(key, [name], () => new ImageConsumer(consumerKinds[key].grantsOf(name)));
  }

  private readonly entries = { pull: new WeakMap(), push: new WeakMap(), read: new WeakMap() } as Readonly<
    Record<Use, WeakMap<RepositoryEnvironment, readonly PolicyEntry[]>>
  >;

  private constructor(private readonly grants: ConsumerGrants) {}

  /** @internal */
  public _policyEntries(use: Use, env: RepositoryEnvironment, method = methodOf[use]): readonly PolicyEntry[] {
    const known = this.entries[use].get(env);
    if (known) return known;
    const { name, [use]: entriesIn } = this.grants;
    if (!entriesIn) throw new InvalidInputError(`\`${method}\` ${wrongUse(use, name)}`);
    const made = frozen(entriesIn(env));
    this.entries[use].set(env, made);
    return made;
  }
}

function wrongUse(use: Use, name: string): string {
  return use === 'push'
    ? `must be given accounts, roles or users, got ${name}. Name each role that may push.`
    : `must be given accounts, roles, users or organizations, got ${name}. A service can only pull.`;
}
