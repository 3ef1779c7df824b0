import { Token } from 'aws-cdk-lib';
import { accountIdRule } from '../private/aws/account-id';
import { pullActions, pushActions, readActions, servicePullActions } from '../private/aws/ecr-actions';
import { frozen, OneForEqual } from '../private/values/one-for-equal';
import { organizationIdRule } from '../private/aws/organization-id';
import { organizationPathRule } from '../private/aws/organization-path';
import { roleArnRule, userArnRule } from '../private/aws/principal-arn';
import { principalTagKeyRule, principalTagValueRule } from '../private/aws/principal-tag';
import { servicePrincipalRule } from '../private/aws/service-principal';
import { InvalidInputError, type Problem, refuseIf, validate } from '../private/validation/validation';
import { type PolicyEntry, type ConditionalPrincipal, type RepositoryEnvironment } from './policy-entry';
import {
  accountRoot,
  equals,
  anyoneWith,
  forFunctionsOf,
  ofOrganization,
  ofOrganizationalUnit,
  principalWith,
  serviceWith,
} from './consumer-conditions';
import { type ServiceSourceOptions, sourceConditions } from './service-source';
import { type TaggedPrincipalsOptions, taggedPrincipals } from './tagged-principals';

/** What a consumer can be admitted to. */
export type Use = 'pull' | 'push' | 'read';

type Admit = (env: RepositoryEnvironment) => PolicyEntry[];

/** An app names the same few consumers for all its repositories. */
const consumers = new OneForEqual<ImageConsumer>();

/** What lets a consumer do so. */
export const methodOf = { pull: 'allowPull', push: 'allowPush', read: 'allowRead' };
const actionsOf = { pull: pullActions, push: pushActions, read: readActions };

/**
 * Who may pull from, push to, or look at a repository by its own policy. Within the repository's account that is enough
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
    return consumers.of('account', [accountId], () => {
      validate('accountId', accountId, accountIdRule);
      return ImageConsumer.of((env) => accountRoot(env, accountId));
    });
  }

  /**
   * One IAM role: what a CI system assumes, the execution role of ECS tasks, the node role of an EKS cluster, or the
   * service role of a CodeBuild project. ECR refuses at deploy a role that does not exist.
   *
   * @param roleArn the role's ARN. Throws where it is no role's ARN or holds a wildcard; once it is
   * admitted, where the repository is in another partition.
   */
  public static role(roleArn: string): ImageConsumer {
    return consumers.of('role', [roleArn], () => {
      validate('roleArn', roleArn, roleArnRule);
      return ImageConsumer.of((env) => principalWith('roleArn', env, roleArn));
    });
  }

  /**
   * One IAM user. ECR refuses at deploy a user that does not exist. Prefer a role: a user's keys do not expire.
   *
   * @param userArn the user's ARN. Throws where it is no user's ARN or holds a wildcard; once it is
   * admitted, where the repository is in another partition.
   */
  public static user(userArn: string): ImageConsumer {
    return consumers.of('user', [userArn], () => {
      validate('userArn', userArn, userArnRule);
      return ImageConsumer.of((env) => principalWith('userArn', env, userArn));
    });
  }

  /**
   * The principals of one account that have a tag. Whoever may tag principals there, or pass session tags, decides who
   * has it. Such a principal of the repository's own account needs no policy besides.
   *
   * @param tagKey the key of the tag. Throws where IAM takes no such key, and for a token.
   * @param tagValue its one value. Throws where IAM takes no such value, or it holds a wildcard.
   * @param options the account or the organization of the principals. An organization may not push.
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/introduction_attribute-based-access-control.html
   */
  public static tagged(tagKey: string, tagValue: string, options: TaggedPrincipalsOptions): ImageConsumer {
    return consumers.of('tagged', [tagKey, tagValue, options], () => {
      refuseIf('tagKey', tokenProblem(tagKey));
      validate('tagKey', tagKey, principalTagKeyRule);
      validate('tagValue', tagValue, principalTagValueRule);
      const admitted = taggedPrincipals(tagKey, tagValue, options);
      return options.accountId === undefined
        ? ImageConsumer.ofMany('an organization', admitted)
        : ImageConsumer.of(admitted);
    });
  }

  /**
   * Every principal of an AWS organization, and nobody else. Not for pushes.
   *
   * @param organizationId the id, like `o-a1b2c3d4e5`. Throws where it is anything else.
   */
  public static organization(organizationId: string): ImageConsumer {
    return consumers.of('organization', [organizationId], () => {
      validate('organizationId', organizationId, organizationIdRule);
      return ImageConsumer.ofMany('an organization', () => anyoneWith(ofOrganization(organizationId)));
    });
  }

  /**
   * Every principal of the accounts in an organizational unit, and in the units below it. Not for pushes.
   *
   * @param path the unit's path, like `o-a1b2c3d4e5/r-ab12/ou-ab12-11111111`. Throws where it is anything else, as an
   * id without its path, or a wildcard.
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-principalorgpaths
   */
  public static organizationalUnit(path: string): ImageConsumer {
    return consumers.of('organizationalUnit', [path], () => {
      validate('path', path, organizationPathRule);
      return ImageConsumer.ofMany('an organizational unit', () => anyoneWith(ofOrganizationalUnit(path)));
    });
  }

  /**
   * Lambda functions of an account, made from images of the repository. Both halves that Lambda asks for: the account,
   * and the service on behalf of that account's functions in the repository's Region. For pulls only.
   *
   * @param accountId the 12-digit id. Throws where it is anything else.
   * @see https://docs.aws.amazon.com/lambda/latest/dg/images-create.html#configuration-images-permissions
   */
  public static lambda(accountId: string): ImageConsumer {
    return consumers.of('lambda', [accountId], () => {
      validate('accountId', accountId, accountIdRule);
      return ImageConsumer.ofService('Lambda', (env) => [
        ...(accountId === env.account ? [] : [entry('pull', accountRoot(env, accountId))]),
        lambdaEntry(forFunctionsOf(env, accountId)),
      ]);
    });
  }

  /**
   * Lambda functions of every account of an organization, in the repository's Region. Both halves that Lambda asks for:
   * the accounts, and the service on behalf of their functions. For pulls only.
   *
   * @param organizationId the id, like `o-a1b2c3d4e5`. Throws where it is anything else.
   * @see https://docs.aws.amazon.com/lambda/latest/dg/images-create.html#configuration-images-permissions
   */
  public static lambdaOfOrganization(organizationId: string): ImageConsumer {
    return consumers.of('lambdaOfOrganization', [organizationId], () => {
      validate('organizationId', organizationId, organizationIdRule);
      return ImageConsumer.ofService('Lambda', (env) => [
        entry('pull', anyoneWith(ofOrganization(organizationId))),
        lambdaEntry(equals('aws:SourceOrgID', organizationId), forFunctionsOf(env, '*')),
      ]);
    });
  }

  /**
   * CodeBuild projects of an account that run in an image of the repository with CodeBuild's own credentials. A project
   * that pulls with its service role needs `account()` or `role()` instead. For pulls only.
   *
   * @param accountId the 12-digit id. Throws where it is anything else.
   * @see https://docs.aws.amazon.com/codebuild/latest/userguide/sample-ecr.html
   */
  public static codeBuild(accountId: string): ImageConsumer {
    return consumers.of('codeBuild', [accountId], () => {
      validate('accountId', accountId, accountIdRule);
      return ImageConsumer.ofService('CodeBuild', () => [
        entry('pull', serviceWith('codebuild.amazonaws.com', equals('aws:SourceAccount', accountId))),
      ]);
    });
  }

  /**
   * Any other AWS service that fetches images with its own identity, on behalf of a source that is named. For pulls only.
   *
   * @param servicePrincipal the service, like `sagemaker.amazonaws.com`. Throws where it is none.
   * @param source on whose behalf: an account, an ARN, an organization; all that are given have to hold. Throws where
   * none is: any account could have the service fetch for it.
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html
   */
  public static service(servicePrincipal: string, source: ServiceSourceOptions): ImageConsumer {
    return consumers.of('service', [servicePrincipal, source], () => {
      validate('servicePrincipal', servicePrincipal, servicePrincipalRule);
      const conditions = sourceConditions(source);
      return ImageConsumer.ofService('a service', (env) => [
        entry('pull', serviceWith(servicePrincipal, ...conditions(env))),
      ]);
    });
  }

  /** Principals of one account, who may be trusted with anything. */
  private static of(admitted: (env: RepositoryEnvironment) => ConditionalPrincipal): ImageConsumer {
    const admit = (use: Use) => (env: RepositoryEnvironment) => [entry(use, admitted(env))];
    return new ImageConsumer('a principal', { pull: admit('pull'), push: admit('push'), read: admit('read') });
  }

  /** So many that nobody knows them all: not to be trusted with a push. */
  private static ofMany(name: string, admitted: (env: RepositoryEnvironment) => ConditionalPrincipal): ImageConsumer {
    const admit = (use: Use) => (env: RepositoryEnvironment) => [entry(use, admitted(env))];
    return new ImageConsumer(name, { pull: admit('pull'), read: admit('read') });
  }

  private static ofService(name: string, pull: Admit): ImageConsumer {
    return new ImageConsumer(name, { pull });
  }

  private readonly entries = { pull: new WeakMap(), push: new WeakMap(), read: new WeakMap() } as Readonly<
    Record<Use, WeakMap<RepositoryEnvironment, readonly PolicyEntry[]>>
  >;

  private constructor(
    private readonly name: string,
    private readonly admit: Readonly<Partial<Record<Use, Admit>>>,
  ) {}

  /** @internal */
  public _policyEntries(use: Use, env: RepositoryEnvironment, method = methodOf[use]): readonly PolicyEntry[] {
    const known = this.entries[use].get(env);
    if (known) return known;
    const admit = this.admit[use];
    if (!admit) throw new InvalidInputError(`\`${method}\` ${wrongUse(use, this.name)}`);
    const made = frozen(admit(env));
    this.entries[use].set(env, made);
    return made;
  }
}

function entry(use: Use, admitted: ConditionalPrincipal): PolicyEntry {
  return { actions: actionsOf[use], ...admitted };
}

function lambdaEntry(...conditions: NonNullable<ConditionalPrincipal['conditions']>): PolicyEntry {
  return { actions: servicePullActions, ...serviceWith('lambda.amazonaws.com', ...conditions) };
}

/** It becomes part of a key in the policy, where CloudFormation puts nothing in. */
function tokenProblem(key: string): Problem {
  return Token.isUnresolved(key) ? 'must be known at synth, got a token; the value of the tag may be one' : undefined;
}

function wrongUse(use: Use, name: string): string {
  return use === 'push'
    ? `must be given accounts, roles or users, got ${name}; name each role that may push`
    : `must be given accounts, roles, users or organizations, got ${name}; a service only pulls`;
}
