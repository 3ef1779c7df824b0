import { Stack, Token } from 'aws-cdk-lib';
import { type IRepository } from 'aws-cdk-lib/aws-ecr';
import { type IRole } from 'aws-cdk-lib/aws-iam';
import { type PolicyEntry, compilePolicyEntries } from '../access/policy-entry';
import { ImageConsumer } from '../access/image-consumer';
import { pushOnlyEntries } from '../access/push-only';
import { RepositoryAccess } from '../access/repository-access';
import { knownRepositoryArn } from '../private/aws/arn';
import { partitionOf } from '../private/aws/partition';
import { policyJson } from '../private/aws/policy-document';
import { InvalidInputError, type Problem, quote, refuseIf } from '../private/validation/validation';
import { checkApproved } from './approved-repository';
import { type PromotionEnd } from './promotion-ends';

interface ApprovedRepositoriesProps {
  readonly target: PromotionEnd;
  /** It alone pushes. */
  readonly copyRole: IRole;
  readonly copyRoleName?: string;
  /** It looks whether a tag is taken; where the target is of another account, that has to let it. */
  readonly reader?: IRole;
}

/** The repositories that a promotion copies to: nobody else pushes to them. */
export class ApprovedRepositories {
  private readonly stack: Stack;

  public constructor(private readonly props: ApprovedRepositoriesProps) {
    this.stack = Stack.of(props.copyRole);
  }

  /** Keeps everybody else out of a repository. Throws where that can't be, or it does not keep its images. */
  public add(path: string, repository: IRepository, orElse: string): void {
    if (repository.node.defaultChild === undefined) throw this.importedError(path, repository, orElse);
    refuseIf(path, otherStackProblem(repository, this.stack));
    checkApproved(path, repository);
    const access = RepositoryAccess.of(repository);
    access.allowPushOnly(ImageConsumer.role(this.props.copyRole.roleArn));
    access._addPolicyEntries(this.readers());
    // ECR refuses a policy that names a role which is not there yet. In one stack CloudFormation sees that by itself.
    if (repository.stack !== this.stack) repository.node.addDependency(this.props.copyRole);
  }

  /** The policy, to be merged into that of a repository which CDK does not have. */
  public renderPolicy(): string {
    const { account, region } = this.props.target;
    const place = { partition: partitionOf(this.stack), account, region };
    const pushers = pushOnlyEntries(place, [ImageConsumer.role(this.knownCopyRoleArn())]);
    const policy = policyJson(compilePolicyEntries([...pushers, ...this.readers()]));
    return JSON.stringify(this.stack.resolve(policy), undefined, 2);
  }

  private readers(): PolicyEntry[] {
    const { reader } = this.props;
    if (reader === undefined) return [];
    return [{ principal: { type: 'AWS', value: reader.roleArn }, actions: ['ecr:BatchGetImage'] }];
  }

  /** With a name, as text: a policy that is applied by hand can't hold what CloudFormation fills in. */
  private knownCopyRoleArn(): string {
    const { copyRole, copyRoleName } = this.props;
    const { account } = this.stack;
    return copyRoleName === undefined || Token.isUnresolved(account)
      ? copyRole.roleArn
      : `arn:${partitionOf(this.stack)}:iam::${account}:role/${copyRoleName}`;
  }

  private importedError(path: string, repository: IRepository, orElse: string): InvalidInputError {
    const name: unknown = this.stack.resolve(repository.repositoryName);
    return new InvalidInputError(
      `\`${path}\` must be a repository of this app, got the imported repository ` +
        `${typeof name === 'string' ? quote(name) : JSON.stringify(name)}; CDK can't change its policy: merge this into ` +
        `it by hand (aws ecr set-repository-policy), and ${orElse}:\n${this.renderPolicy()}`,
    );
  }
}

/** The repository's stack needs the role; if the role's policy needed the repository too, neither could be first. */
function otherStackProblem(repository: IRepository, stack: Stack): Problem {
  return repository.stack === stack || !Token.isUnresolved(knownRepositoryArn(repository))
    ? undefined
    : `must be of the same stack, or have a name and a stack of known account and Region, got ` +
        `${quote(repository.node.path)}; each of the two stacks would wait for the other`;
}
