import { Aspects, type IAspect, NestedStack, Stack, Stage, Tags } from 'aws-cdk-lib';
import * as ecr from 'aws-cdk-lib/aws-ecr';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { type IConstruct } from 'constructs';
import { ImageConsumer } from '../../lib/access/image-consumer';
import { GitHubOidcProvider } from '../../lib/github/github-oidc-provider';
import { GitHubPublisherRole } from '../../lib/github/github-publisher-role';
import { GitHubSubject } from '../../lib/github/github-subject';
import { ImageRepository } from '../../lib/repository/image-repository';
import { docker, mayLogIn } from '../simulation';
import { account, env, newApp, onlyProperties, type Properties, region, resourcesOf, templateOf } from '../synthesis';
import { literalIn, repositoryArn, roleOf } from './role-policies';

const app = newApp();
const theirs = '999999999999';
const digest = `sha256:${'a'.repeat(64)}`;

const images = new Stack(app, 'Images', { env });
const shared = new ImageRepository(images, 'Shared', { repositoryName: 'shared' });
shared.allowPull(ImageConsumer.lambda(theirs));
const addFunction = (stack: Stack) =>
  new lambda.DockerImageFunction(stack, 'Function', {
    code: lambda.DockerImageCode.fromEcr(shared, { tagOrDigest: digest }),
  });
const here = new Stack(app, 'Here', { env });
addFunction(here);
const there = new Stack(app, 'There', { env: { account: theirs, region } });
addFunction(there);

const outer = new Stack(app, 'Outer', { env });
const nested = new NestedStack(outer, 'Nested');
const inside = new ImageRepository(nested, 'Inside', { repositoryName: 'inside' });
const reader = new iam.Role(outer, 'Reader', { assumedBy: new iam.AccountRootPrincipal() });
inside.grantPull(reader);

const governed = new Stack(app, 'Governed', { env });
let seen = 0;
class Governance implements IAspect {
  public visit(node: IConstruct): void {
    if (!(node instanceof ecr.CfnRepository)) return;
    seen += 1;
    node.imageScanningConfiguration = { scanOnPush: true };
    node.addPropertyOverride('ImageTagMutability', 'IMMUTABLE');
  }
}
new ImageRepository(governed, 'Service', { repositoryName: 'governed' });
Aspects.of(governed).add(new Governance());
Tags.of(governed).add('team', 'platform');

const stages = ['Blue', 'Green'].map((id) => {
  const stage = new Stage(app, id, { env });
  const stack = new Stack(stage, 'Service');
  const repository = new ImageRepository(stack, 'Images', { repositoryName: `${id.toLowerCase()}/service` });
  new GitHubPublisherRole(stack, 'GitHub', {
    repositories: [repository],
    provider: id === 'Blue' ? undefined : GitHubOidcProvider.fromAccount(stack, 'Provider'),
    subjects: [GitHubSubject.environment('acme/service', id, { ownerId: '1', repositoryId: '2' })],
  });
  return { id, stack };
});

describe('functions of two accounts', () => {
  test('the function of the other account has the registry of the image as text', () => {
    expect(literalIn(there, onlyProperties(there, 'AWS::Lambda::Function').Code)).toEqual({
      ImageUri: `${account}.dkr.ecr.${region}.amazonaws.com/shared@${digest}`,
    });
  });

  test('the Lambda service pulls for both accounts and for no third one', async () => {
    const { RepositoryPolicyText: policy } = onlyProperties(images, 'AWS::ECR::Repository');
    const repository = { arn: repositoryArn('shared'), policy: literalIn(images, policy) as object };
    const service = (owner: string) => ({
      principal: 'lambda.amazonaws.com',
      context: {
        'aws:SourceAccount': owner,
        'aws:SourceArn': `arn:aws:lambda:${region}:${owner}:function:web`,
      },
    });
    expect(await docker('pull', service(account), repository)).toBe('done');
    expect(await docker('pull', service(theirs), repository)).toBe('done');
    expect(await docker('pull', service('111111111111'), repository)).toBe('refused');
  });
});

test('a role of the parent pulls from a repository in a nested stack, by an output of it', () => {
  const { Outputs: outputs } = templateOf(nested).toJSON() as { Outputs: Properties };
  const [[output, { Value: value }] = ['', {}]] = Object.entries(outputs) as [string, Properties][];
  expect(literalIn(nested, value)).toBe(repositoryArn('inside'));
  const { Statement: statements } = onlyProperties(outer, 'AWS::IAM::Policy').PolicyDocument as Properties;
  expect(statements).toEqual([
    {
      Action: ['ecr:BatchCheckLayerAvailability', 'ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'],
      Effect: 'Allow',
      Resource: { 'Fn::GetAtt': [expect.stringMatching(/^NestedNestedStack/), `Outputs.${output}`] },
    },
    { Action: 'ecr:GetAuthorizationToken', Effect: 'Allow', Resource: '*' },
  ]);
});

test('aspects change the resource of a repository, and tags reach it', () => {
  expect(onlyProperties(governed, 'AWS::ECR::Repository')).toMatchObject({
    ImageScanningConfiguration: { ScanOnPush: true },
    ImageTagMutability: 'IMMUTABLE',
    Tags: [{ Key: 'team', Value: 'platform' }],
  });
  expect(seen).toBe(1);
});

const trustOf = (stack: Stack) =>
  onlyProperties(stack, 'AWS::IAM::Role').AssumeRolePolicyDocument as { Statement: Properties[] };

test('of two stages in one account, the first has the provider and both trust it', () => {
  const [blue, green] = stages.map(({ stack }) => ({
    providers: resourcesOf(stack, 'AWS::IAM::OIDCProvider').length,
    trust: literalIn(stack, trustOf(stack).Statement[0]?.Principal),
  }));
  expect([blue?.providers, green?.providers]).toEqual([1, 0]);
  expect(green?.trust).toEqual({
    Federated: `arn:aws:iam::${account}:oidc-provider/token.actions.githubusercontent.com`,
  });
});

test('each stage pushes to its own repository only', async () => {
  for (const { id, stack } of stages) {
    const caller = roleOf(stack, 'GitHub');
    expect(await mayLogIn(caller)).toBe(true);
    for (const { id: other } of stages) {
      const arn = repositoryArn(`${other.toLowerCase()}/service`);
      expect(await docker('push', caller, { arn })).toBe(other === id ? 'done' : 'refused');
    }
  }
});
