import { type Stack } from 'aws-cdk-lib';
import * as codebuild from 'aws-cdk-lib/aws-codebuild';
import { type IRepository, Repository } from 'aws-cdk-lib/aws-ecr';
import * as iam from 'aws-cdk-lib/aws-iam';
import { DockerImageCode, DockerImageFunction } from 'aws-cdk-lib/aws-lambda';
import { ImageConsumer } from '../../lib/access/image-consumer';
import { RepositoryAccess } from '../../lib/access/repository-access';
import { ImageRepository } from '../../lib/repository/image-repository';
import { account, newOpenStack, newStack, onlyProperties, type Properties, region } from '../synthesis';
import { pull, them } from './sample-consumers';

function statementsOf(stack: Stack): Properties[] {
  const { RepositoryPolicyText: policy } = onlyProperties(stack, 'AWS::ECR::Repository');
  return (policy as { Statement: Properties[] }).Statement;
}

/** A project for which CodeBuild itself pulls the image. CDK grants access to the service. */
function addProject(stack: Stack, id: string, repository: IRepository): void {
  const image = codebuild.LinuxBuildImage.fromEcrRepository(repository, 'v1');
  const buildImage: codebuild.IBuildImage = {
    type: image.type,
    imageId: image.imageId,
    defaultComputeType: image.defaultComputeType,
    imagePullPrincipalType: codebuild.ImagePullPrincipalType.CODEBUILD,
    repository,
    validate: () => [],
    runScriptBuildspec: () => codebuild.BuildSpec.fromObject({}),
  };
  const buildSpec = codebuild.BuildSpec.fromObject({ version: '0.2' });
  new codebuild.Project(stack, id, { buildSpec, environment: { buildImage } });
}

test.each<[string, () => Stack]>([
  ['known', newStack],
  ['open', newOpenStack],
])('two projects that CodeBuild pulls for share one statement if the account is %s', (_, makeStack) => {
  const stack = makeStack();
  const repository = new ImageRepository(stack, 'Service');
  addProject(stack, 'One', repository);
  addProject(stack, 'Two', repository);
  expect(statementsOf(stack)).toEqual([
    expect.objectContaining({
      Sid: 'CodeBuild',
      Principal: { Service: 'codebuild.amazonaws.com' },
      Condition: { StringEquals: { 'aws:SourceAccount': stack.resolve(stack.account) as unknown } },
    }),
  ]);
});

test.each<[string, () => Stack]>([
  ['known', newStack],
  ['open', newOpenStack],
])('two functions share one statement if the account is %s', (_, makeStack) => {
  const stack = makeStack();
  const code = DockerImageCode.fromEcr(new ImageRepository(stack, 'Service'));
  new DockerImageFunction(stack, 'One', { code });
  new DockerImageFunction(stack, 'Two', { code });
  const [statement, ...more] = statementsOf(stack);
  expect(more).toEqual([]);
  expect(statement).toMatchObject({ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: pull });
});

test('statements of CDK follow those of consumers and are restricted to this account', () => {
  const stack = newStack();
  const repository = new ImageRepository(stack, 'Service');
  new DockerImageFunction(stack, 'Function', { code: DockerImageCode.fromEcr(repository) });
  repository.allowPull(ImageConsumer.lambda(them));
  const functions = (id: string) => ({ StringLike: { 'aws:sourceARN': `arn:aws:lambda:${region}:${id}:function:*` } });
  expect(statementsOf(stack).map(({ Condition }) => Condition as unknown)).toEqual([
    undefined,
    functions(them),
    functions(account),
  ]);
});

const twice =
  'Validation failed with the following errors:\n  [Stack/Service] the repository policy must have a different `Sid` for ' +
  "each statement, got 'One' twice. Rename one of them.";

function addPulls(repository: ImageRepository | Repository, ...sids: (string | undefined)[]): void {
  for (const [index, sid] of sids.entries()) {
    const principals = [new iam.ArnPrincipal(`arn:aws:iam::${them}:role/${index}`)];
    repository.addToResourcePolicy(new iam.PolicyStatement({ sid, principals, actions: pull.slice(index) }));
  }
}

test('accepts statements with different Sids or without one', () => {
  const stack = newStack();
  const repository = new ImageRepository(stack, 'Service');
  addPulls(repository, 'One', undefined, 'Two');
  expect(statementsOf(stack).map(({ Sid }) => Sid as unknown)).toEqual(['One', undefined, 'Two']);
});

test('fails when two statements have the same Sid', () => {
  const stack = newStack();
  addPulls(new ImageRepository(stack, 'Service'), 'One', 'One');
  expect(() => statementsOf(stack)).toThrow(new Error(twice));
});

test('fails when two statements of an ecr.Repository have the same Sid', () => {
  const stack = newStack();
  const repository = new Repository(stack, 'Service');
  addPulls(repository, 'One', 'One');
  RepositoryAccess.of(repository).allowPull(ImageConsumer.account(them));
  expect(() => statementsOf(stack)).toThrow(new Error(twice));
});
