import { type ResourceEnvironment, type Stack } from 'aws-cdk-lib';
import { type IRepository } from 'aws-cdk-lib/aws-ecr';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { publicApi } from '../private/boundary/public-api';
import { mergeByHand } from '../private/aws/literal-policy';
import { partitionOf } from '../private/aws/partition';
import { policyJson, type StatementJson } from '../private/aws/policy-document';
import { InvalidInputError, type Problem, quote, refuseIf } from '../private/validation/validation';
import {
  type PolicyEntry,
  type AcceptsPolicyEntries,
  type RepositoryEnvironment,
  compilePolicyEntries,
} from './policy-entry';
import { type Use } from './consumers/consumer-grants';
import { type ImageConsumer, methodOf } from './image-consumer';
import { pushOnlyEntries } from './push-only';
import { validatePolicyAtSynth } from './policy-validation';

/**
 * Writes the policy of an `ImageRepository` or an `ecr.Repository`. CDK cannot change the policy of an imported repository
 * and silently drops the statement, so this class throws instead.
 *
 * @example
 * import * as ecr from 'aws-cdk-lib/aws-ecr';
 * import { ImageConsumer, RepositoryAccess } from 'cdk-ecr-publishing';
 *
 * const plain = new ecr.Repository(this, 'Plain');
 * RepositoryAccess.of(plain).allowPull(ImageConsumer.account('111111111111'));
 */
@publicApi
export class RepositoryAccess {
  /**
   * Wraps a repository to write its policy.
   *
   * @param repository the repository whose policy is written.
   */
  public static of(repository: IRepository): RepositoryAccess {
    return new RepositoryAccess(repository);
  }

  private constructor(private readonly repository: IRepository) {}

  /**
   * Allows consumers to pull images.
   *
   * @param consumers the consumers that may pull. Throws if the repository is imported. The error contains the policy to
   * apply by hand.
   */
  public allowPull(...consumers: ImageConsumer[]): void {
    this._addPolicyEntries(this.entries('pull', consumers));
  }

  /**
   * Allows consumers to push images.
   *
   * @param consumers the accounts, roles, users or tagged principals of an account that may push. Throws if one is a
   * service or an organization, or if the repository is imported. In that case the error contains the policy to apply by
   * hand.
   */
  public allowPush(...consumers: ImageConsumer[]): void {
    this._addPolicyEntries(this.entries('push', consumers));
  }

  /**
   * Allows consumers to push images and denies pushes to all other principals, even if another policy allows them. Use it
   * for a repository of approved images, with the role that promotes them. Administrators cannot push either, so name a
   * role for emergencies too.
   *
   * @param consumers the roles or users that may push. Throws if one is anything else, if `allowPush` names another
   * principal, or if the repository is imported. In that case the error contains the policy to apply by hand.
   */
  public allowPushOnly(...consumers: ImageConsumer[]): void {
    validateConsumers('allowPushOnly', consumers);
    this._addPolicyEntries(pushOnlyEntries(environmentOf(this.repository), consumers));
  }

  /**
   * Allows consumers to read the repository: its images and tags, their scan findings, and its policies. It does not
   * allow pulls.
   *
   * @param consumers the consumers that may read. Throws if one is a service, or if the repository is imported. In that
   * case the error contains the policy to apply by hand.
   */
  public allowRead(...consumers: ImageConsumer[]): void {
    this._addPolicyEntries(this.entries('read', consumers));
  }

  private entries(use: Use, consumers: readonly ImageConsumer[]): PolicyEntry[] {
    validateConsumers(methodOf[use], consumers);
    const env = environmentOf(this.repository);
    return consumers.flatMap((consumer) => consumer._policyEntries(use, env));
  }

  /** @internal */
  public _addPolicyEntries(entries: readonly PolicyEntry[]): void {
    if (entries.length === 0) return;
    if (acceptsPolicyEntries(this.repository)) {
      this.repository._addPolicyEntries(entries);
      return;
    }
    validatePolicyAtSynth(this.repository, entries);
    const statements = compilePolicyEntries(entries);
    const lost = statements.filter((statement) => !this.add(statement));
    if (lost.length > 0) throw new InvalidInputError(lostStatements(this.repository, lost));
  }

  private add(statement: StatementJson): boolean {
    return this.repository.addToResourcePolicy(PolicyStatement.fromJson(statement)).statementAdded;
  }
}

/** Throws if JavaScript passes a value that is not a consumer, such as a list of consumers or an account id. */
function validateConsumers(method: string, consumers: readonly ImageConsumer[]): void {
  for (const consumer of consumers) refuseIf(method, consumerProblem(consumer));
}

function consumerProblem(value: unknown): Problem {
  if (typeof value === 'object' && value !== null && '_policyEntries' in value) return undefined;
  const remedy = Array.isArray(value)
    ? 'Write ... before it.'
    : "Create one, such as ImageConsumer.account('111122223333').";
  return `must be given consumers, got ${quote(value)}. ${remedy}`;
}

const environments = new Map<string, RepositoryEnvironment>();
const environmentsOfStacks = new WeakMap<Stack, RepositoryEnvironment>();

/** The environment of a repository. All repositories of one environment get the same object. */
export function environmentOf(repository: IRepository): RepositoryEnvironment {
  if (!acceptsPolicyEntries(repository)) return environment(repository.stack, repository.env);
  // An `ImageRepository` is always in the environment of its stack.
  const { stack } = repository;
  const env = environmentsOfStacks.get(stack) ?? environment(stack, stack);
  environmentsOfStacks.set(stack, env);
  return env;
}

function environment(stack: Stack, { account, region }: ResourceEnvironment): RepositoryEnvironment {
  const partition = partitionOf(stack);
  const key = `${partition}|${region}|${account}`;
  const env = environments.get(key) ?? Object.freeze({ partition, region, account });
  environments.set(key, env);
  return env;
}

function acceptsPolicyEntries(repository: IRepository): repository is IRepository & AcceptsPolicyEntries {
  return '_addPolicyEntries' in repository;
}

function lostStatements(repository: IRepository, statements: StatementJson[]): string {
  const { stack } = repository;
  const name: unknown = stack.resolve(repository.repositoryName);
  return (
    `\`${repository.node.path}\` must be a repository of this app, got the imported repository ` +
    `'${typeof name === 'string' ? name : JSON.stringify(name)}'. CDK cannot change its policy. ` +
    mergeByHand(stack, policyJson(statements))
  );
}
