import { type Stack, Token, Validations } from 'aws-cdk-lib';
import { type IProject } from 'aws-cdk-lib/aws-codebuild';
import { type IRepository } from 'aws-cdk-lib/aws-ecr';
import { type IRole, ManagedPolicy, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { knownRepositoryArn } from '../private/aws/arn';
import { pullPushActions, pushActions } from '../private/aws/ecr-actions';
import { LoginPolicy, loginStatement } from '../private/constructs/login-policy';
import { pathHash } from '../private/constructs/path-hash';
import { literalPolicy } from '../private/aws/literal-policy';
import { policyJson, type StatementJson } from '../private/aws/policy-document';
import { InvalidInputError } from '../private/validation/validation';
import { reportMissingPrivileges } from './docker-privileges';

/** Options of `ImageBuildProject.allowPublishing()`. */
export interface ProjectPublishingOptions {
  /**
   * Whether the project may also pull from the repository, such as for `docker pull` of a former image or for a `FROM`.
   *
   * @default false
   */
  readonly pull?: boolean;
}

/** The push permissions of an existing project. All of its repositories share two managed policies. */
export class ProjectPublishing extends Construct {
  /** Returns the permissions of one project. The first call creates them. */
  public static of(project: IProject, repository: IRepository, options: ProjectPublishingOptions): ProjectPublishing {
    const role = changeableRole(project, repository, options);
    const { stack, node } = project; // next to the project, which may be a construct of another library
    const id = `Publishing-${node.id}-${pathHash(project)}`;
    const existing = stack.node.tryFindChild(id);
    return existing instanceof ProjectPublishing ? existing : new ProjectPublishing(stack, id, project, role);
  }

  private readonly push: ManagedPolicy;

  private constructor(
    stack: Stack,
    id: string,
    private readonly project: IProject,
    private readonly role: IRole,
  ) {
    super(stack, id);
    new LoginPolicy(this, 'Login', { roles: [role] });
    this.push = new ManagedPolicy(this, 'Push', {
      description: 'Push images to the named repositories',
      roles: [role],
    });
    reportMissingPrivileges(this, project);
  }

  public allow(repository: IRepository, options: ProjectPublishingOptions): void {
    this.push.addStatements(PolicyStatement.fromJson(pushStatement(repository, options)));
    const { account: ours } = this.role.env;
    const { account: theirs } = repository.env;
    if (ours === theirs || Token.isUnresolved(ours) || Token.isUnresolved(theirs)) return;
    Validations.of(this.project).addWarning(
      'cdk-ecr-publishing:RepositoryOfOtherAccount',
      `The repository '${repository.repositoryName}' is in account ${theirs}, so its policy must allow the role as well. ` +
        `Call allowPush(ImageConsumer.role('${this.role.roleArn}')) in a stack of that account.`,
    );
  }
}

function pushStatement(repository: IRepository, { pull }: ProjectPublishingOptions): StatementJson {
  return { Effect: 'Allow', Action: pull ? pullPushActions : pushActions, Resource: knownRepositoryArn(repository) };
}

/** The role of a project. Throws if CDK cannot change it, because CDK would silently drop the policy. */
function changeableRole(project: IProject, repository: IRepository, options: ProjectPublishingOptions): IRole {
  const { role } = project;
  if (role !== undefined && !isImmutable(role)) return role;
  const what = role === undefined ? 'whose role is unknown' : `whose role '${role.node.path}' cannot be changed`;
  throw new InvalidInputError(
    `\`project\` must have a role that CDK can change, got '${project.node.path}', ${what}. Attach this policy to ` +
      `the role by hand.${policyText(repository, options)}`,
  );
}

/** The wrapper of CDK accepts every policy and drops it. Only its name shows that. */
function isImmutable(role: IRole): boolean {
  return role.constructor.name.startsWith('ImmutableRole');
}

function policyText(repository: IRepository, options: ProjectPublishingOptions): string {
  const push: StatementJson = { Sid: 'PushImages', ...pushStatement(repository, options) };
  const { json, explanation } = literalPolicy(repository.stack, policyJson([loginStatement, push]));
  return `${explanation}\n${json}`;
}
