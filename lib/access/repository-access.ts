import { type IRepository } from 'aws-cdk-lib/aws-ecr';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { partitionOf } from '../private/aws/partition';
import { policyJson, type StatementJson } from '../private/aws/policy-document';
import { InvalidInputError } from '../private/validation/validation';
import { type Admission, type AcceptsAdmissions, type RepositoryPlace, compileAdmissions } from './admission';
import { validateConsumers } from './consumer-list';
import { type ImageConsumer, methodOf, type Use } from './image-consumer';
import { pushOnlyAdmissions } from './push-only';
import { watchPolicy } from './watched-policy';

/**
 * Writes the policy of any repository: an `ImageRepository`, an `ecr.Repository`, or an imported one. An imported
 * repository's policy can't be changed from here, so it fails there instead of losing the statement in silence.
 */
export class RepositoryAccess {
  /**
   * Wraps a repository, to write its policy.
   *
   * @param repository the repository whose policy is to be written.
   */
  public static of(repository: IRepository): RepositoryAccess {
    return new RepositoryAccess(repository);
  }

  private constructor(private readonly repository: IRepository) {}

  /**
   * Lets consumers pull images.
   *
   * @param consumers who may pull. Throws, with the policy to apply by hand, where the repository is an imported one.
   */
  public allowPull(...consumers: ImageConsumer[]): void {
    this._admit(this.admissions('pull', consumers));
  }

  /**
   * Lets consumers push images.
   *
   * @param consumers who may push: accounts, roles, users or tagged principals of an account. Throws where one is a
   * service or an organization, and, with the policy to apply by hand, where the repository is an imported one.
   */
  public allowPush(...consumers: ImageConsumer[]): void {
    this._admit(this.admissions('push', consumers));
  }

  /**
   * Lets consumers push images and keeps everybody else from it, whatever other policies say: for a repository of
   * approved images, with the role that promotes them. Administrators are kept out too: name a role to break glass with.
   *
   * @param consumers who alone may push: roles or users. Throws for anything else, where `allowPush` admits somebody
   * else, and, with the policy to apply by hand, where the repository is an imported one.
   */
  public allowPushOnly(...consumers: ImageConsumer[]): void {
    validateConsumers('allowPushOnly', consumers);
    this._admit(pushOnlyAdmissions(placeOf(this.repository), consumers));
  }

  /**
   * Lets consumers look: at the repository, its images and tags, their scan findings, and its policies. Nobody can pull
   * by that.
   *
   * @param consumers who may look. Throws where one is a service and, with the policy to apply by hand, where the
   * repository is an imported one.
   */
  public allowRead(...consumers: ImageConsumer[]): void {
    this._admit(this.admissions('read', consumers));
  }

  private admissions(use: Use, consumers: readonly ImageConsumer[]): Admission[] {
    validateConsumers(methodOf[use], consumers);
    const place = placeOf(this.repository);
    return consumers.flatMap((consumer) => consumer._admissions(use, place));
  }

  /** @internal */
  public _admit(admissions: readonly Admission[]): void {
    if (admissions.length === 0) return;
    if (acceptsAdmissions(this.repository)) {
      this.repository._admit(admissions);
      return;
    }
    watchPolicy(this.repository, admissions);
    const statements = compileAdmissions(admissions);
    const lost = statements.filter((statement) => !this.add(statement));
    if (lost.length > 0) throw new InvalidInputError(lostStatements(this.repository, lost));
  }

  private add(statement: StatementJson): boolean {
    return this.repository.addToResourcePolicy(PolicyStatement.fromJson(statement)).statementAdded;
  }
}

const places = new Map<string, RepositoryPlace>();

/** Where a repository is, for the ARNs in its policy: one object for all repositories there. */
export function placeOf(repository: IRepository): RepositoryPlace {
  const { account, region } = repository.env;
  const partition = partitionOf(repository.stack);
  const key = `${partition}|${region}|${account}`;
  const place = places.get(key) ?? Object.freeze({ partition, region, account });
  places.set(key, place);
  return place;
}

function acceptsAdmissions(repository: IRepository): repository is IRepository & AcceptsAdmissions {
  return '_admit' in repository;
}

function lostStatements(repository: IRepository, statements: StatementJson[]): string {
  const { stack } = repository;
  const document = JSON.stringify(stack.resolve(policyJson(statements)), undefined, 2);
  const name: unknown = stack.resolve(repository.repositoryName);
  return (
    `\`${repository.node.path}\` must be a repository of this app, got the imported repository ` +
    `'${typeof name === 'string' ? name : JSON.stringify(name)}'; CDK can't change its policy: merge this into it by ` +
    `hand (aws ecr set-repository-policy):\n${document}`
  );
}
