import { Stack, Token, Validations } from 'aws-cdk-lib';
import { type IRepository } from 'aws-cdk-lib/aws-ecr';
import { type IRole } from 'aws-cdk-lib/aws-iam';
import { type IConstruct } from 'constructs';
import { type PolicyEntry, compilePolicyEntries } from '../access/policy-entry';
import { ImageConsumer } from '../access/image-consumer';
import { pushOnlyEntries } from '../access/push-only';
import { RepositoryAccess } from '../access/repository-access';
import { knownRepositoryArn } from '../private/aws/arn';
import { literalPolicy, mergeByHand } from '../private/aws/literal-policy';
import { partitionOf } from '../private/aws/partition';
import { policyJson, type PolicyJson } from '../private/aws/policy-document';
import { InvalidInputError, type Problem, quote, refuseIf } from '../private/validation/validation';
import { checkApproved } from './approved-repository';
import { targetActions } from './definition/tags';
import { type PromotionEndpoint } from './promotion-route';

interface ApprovedRepositoriesProps {
  readonly promotion: IConstruct;
  readonly target: PromotionEndpoint;
  /** The only role that pushes. */
  readonly copyRole: IRole;
  readonly copyRoleName?: string;
  /** The roles that read which tags are taken. Only a target in another account must grant them access. */
  readonly readers: readonly IRole[];
}

/** The repositories that a promotion copies to. No one else can push to them. */
export class ApprovedRepositories {
  private readonly stack: Stack;

  public constructor(private readonly props: ApprovedRepositoriesProps) {
    this.stack = Stack.of(props.copyRole);
  }

  /** Allows only the promotion to push to a repository. Throws if its policy cannot change, or if its images are not kept. */
  public add(path: string, repository: IRepository, orElse: string): void {
    if (repository.node.defaultChild === undefined) throw this.importedError(path, repository, orElse);
    refuseIf(path, otherStackProblem(repository, this.stack));
    checkApproved(path, repository);
    const access = RepositoryAccess.of(repository);
    const sameStack = repository.stack === this.stack;
    access.allowPushOnly(ImageConsumer.role(sameStack ? this.props.copyRole.roleArn : this.knownCopyRoleArn()));
    access._addPolicyEntries(this.readers());
    // ECR refuses a policy that names a role which does not exist yet. Within one stack CloudFormation orders the two.
    if (!sameStack) repository.node.addDependency(this.props.copyRole);
  }

  /** The policy to merge into that of a repository outside this app. Warns of its placeholders, since JSON has no comments. */
  public renderPolicy(): string {
    const { json, explanation } = literalPolicy(this.stack, this.policy());
    if (explanation !== '') {
      Validations.of(this.props.promotion).addWarning(
        'cdk-ecr-publishing:TargetPolicyIsOpen',
        `The policy of \`renderTargetPolicy\` contains values that are known at deployment only.${explanation}`,
      );
    }
    return json;
  }

  private policy(): PolicyJson {
    const { account, region } = this.props.target;
    const location = { partition: partitionOf(this.stack), account, region };
    const pushers = pushOnlyEntries(location, [ImageConsumer.role(this.knownCopyRoleArn())]);
    return policyJson(compilePolicyEntries([...pushers, ...this.readers()]));
  }

  private readers(): PolicyEntry[] {
    return this.props.readers.map(({ roleArn }) => ({
      principal: { type: 'AWS', value: roleArn },
      actions: targetActions,
    }));
  }

  /** The ARN, as text if the role has a name. Another stack then needs no export, and a policy can be applied by hand. */
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
        `${typeof name === 'string' ? quote(name) : JSON.stringify(name)}. CDK cannot change its policy. ` +
        mergeByHand(this.stack, this.policy(), `, and ${orElse}`),
    );
  }
}

/** The stack of the repository depends on the role. If the policy of the role depended on the repository, neither could be first. */
function otherStackProblem(repository: IRepository, stack: Stack): Problem {
  return repository.stack === stack || !Token.isUnresolved(knownRepositoryArn(repository))
    ? undefined
    : `must be in the stack of the promotion, or have a name and a known account and Region, got ` +
        `${quote(repository.node.path)}. Otherwise the two stacks would depend on each other.`;
}
