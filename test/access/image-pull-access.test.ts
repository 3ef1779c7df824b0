import { Lazy, PhysicalName, Stack } from 'aws-cdk-lib';
import { type IRepository, Repository } from 'aws-cdk-lib/aws-ecr';
import * as iam from 'aws-cdk-lib/aws-iam';
import { ImagePullAccess } from '../../lib/access/image-pull-access';
import { ImageRepository } from '../../lib/repository/image-repository';
import { account, frozen, newApp, newOpenStack, newStack, region, resourcesOf, warningsOf } from '../synthesis';
import { addAllPacks } from '../nag-packs';
import { arnOf, them, TwoAccounts } from './pull-accounts';

const pull = ['ecr:BatchCheckLayerAvailability', 'ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'];
const logIn = { Sid: 'LogIn', Effect: 'Allow', Action: 'ecr:GetAuthorizationToken', Resource: '*' };
const pullFrom = (resource: unknown) => ({ Sid: 'PullImages', Effect: 'Allow', Action: pull, Resource: resource });

const statementsOf = (accounts: TwoAccounts) =>
  accounts
    .made('ManagedPolicy')
    .map(({ Properties }) => (Properties.PolicyDocument as { Statement: unknown }).Statement);

const pulledFrom = (...repositories: IRepository[]) => {
  const [first] = repositories as [IRepository];
  new ImagePullAccess(Stack.of(first), 'Pull', { repositories });
  const [, policy] = resourcesOf(Stack.of(first), 'AWS::IAM::ManagedPolicy');
  const { Statement: statements } = policy?.Properties.PolicyDocument as { Statement: [{ Resource: unknown }] };
  return statements[0].Resource;
};

describe('the policies', () => {
  test('are one to log in by and one to pull by from exactly these repositories', () => {
    const accounts = new TwoAccounts();
    accounts.access({
      repositories: ['a/one', 'b/two'].map((name) => accounts.repository(name, { repositoryName: name })),
    });
    expect(statementsOf(accounts)).toEqual([[logIn], [pullFrom([arnOf('a/one'), arnOf('b/two')])]]);
  });

  test('are not attached if no role is named', () => {
    const accounts = new TwoAccounts();
    const access = accounts.access();
    expect(accounts.made('ManagedPolicy').map(({ Properties }) => 'Roles' in Properties)).toEqual([false, false]);
    expect(accounts.made('Role')).toEqual([]);
    expect(access.managedPolicies.map(({ node }) => node.path)).toEqual([
      'Consumer/Pull/Login/Policy',
      'Consumer/Pull/Pull',
    ]);
  });

  test('are attached to each role once', () => {
    const accounts = new TwoAccounts();
    const roles = ['ci', 'deployer', 'ci'].map((name, index) =>
      iam.Role.fromRoleArn(accounts.consumer, `Role${index}`, `arn:aws:iam::${them}:role/${name}`),
    );
    accounts.access({ roles });
    expect(accounts.made('ManagedPolicy').map(({ Properties }) => Properties.Roles as unknown)).toEqual([
      ['ci', 'deployer'],
      ['ci', 'deployer'],
    ]);
  });

  test('are named if a name is given', () => {
    const accounts = new TwoAccounts();
    const repositories = Array.from({ length: 100 }, (_, index) => `team/service-${index}`).map((name) =>
      accounts.repository(name, { repositoryName: name }),
    );
    accounts.access({ repositories, managedPolicyName: 'pull-images' });
    expect(accounts.made('ManagedPolicy').map(({ Properties }) => Properties.ManagedPolicyName as unknown)).toEqual([
      'pull-images-login',
      'pull-images',
      'pull-images-2',
    ]);
  });

  test('name a repository once that is given twice', () => {
    const accounts = new TwoAccounts();
    const repository = accounts.repository();
    const again = Repository.fromRepositoryArn(accounts.consumer, 'Again', arnOf('team/service'));
    accounts.access({ repositories: [repository, again, repository] });
    expect(statementsOf(accounts)[1]).toEqual([pullFrom(arnOf('team/service'))]);
  });

  test('need nothing of the other stack: no export and no order', () => {
    const accounts = new TwoAccounts();
    accounts.access();
    expect(accounts.consumer.dependencies).toEqual([]);
    expect(JSON.stringify(accounts.made('ManagedPolicy'))).not.toMatch(/Fn::|"Ref"/);
  });

  test('change nothing of the repository, nor of the key that it is encrypted with', () => {
    const alone = new TwoAccounts();
    alone.repository();
    const both = new TwoAccounts();
    both.access();
    expect(resourcesOf(both.owner, 'AWS::ECR::Repository')).toEqual(resourcesOf(alone.owner, 'AWS::ECR::Repository'));
  });

  test('warn of nothing', () => {
    const accounts = new TwoAccounts();
    accounts.access({ assumedBy: new iam.ServicePrincipal('ecs-tasks.amazonaws.com') });
    expect([accounts.owner, accounts.consumer].flatMap(warningsOf)).toEqual([]);
  });

  test('are clean in all packs of cdk-nag', () => {
    const app = newApp();
    new TwoAccounts(app).access({ assumedBy: new iam.ServicePrincipal('ecs-tasks.amazonaws.com') });
    addAllPacks(app);
    expect(() => app.synth()).not.toThrow();
  });
});

describe('the ARN', () => {
  test.each<[string, (stack: Stack) => IRepository]>([
    ['its ARN', (stack) => Repository.fromRepositoryArn(stack, 'Imported', arnOf('team/service'))],
    [
      'its ARN and its name',
      (stack) =>
        Repository.fromRepositoryAttributes(stack, 'Imported', {
          repositoryArn: arnOf('team/service'),
          repositoryName: 'team/service',
        }),
    ],
  ])('is that of a repository that was imported by %s', (_, imported) => {
    expect(pulledFrom(imported(newStack({ env: { account: them, region } })))).toBe(arnOf('team/service'));
  });

  test('is in the account of the stack if a repository was imported by its name', () => {
    expect(pulledFrom(Repository.fromRepositoryName(newStack(), 'Imported', 'team/service'))).toBe(
      arnOf('team/service'),
    );
  });

  test.each<[string, (accounts: TwoAccounts) => IRepository]>([
    ['of the CDK itself', ({ owner }) => new Repository(owner, 'Service', { repositoryName: 'team/service' })],
    ['of ours', (accounts) => accounts.repository()],
  ])('is text for a repository %s in another account', (_, repositoryOf) => {
    const accounts = new TwoAccounts();
    accounts.access({ repositories: [repositoryOf(accounts)] });
    expect(statementsOf(accounts)[1]).toEqual([pullFrom(arnOf('team/service'))]);
  });

  test('has the name that CDK generates if one is needed, in both templates', () => {
    const accounts = new TwoAccounts();
    accounts.access({
      repositories: [accounts.repository('Service', { repositoryName: PhysicalName.GENERATE_IF_NEEDED })],
    });
    const [repository] = resourcesOf(accounts.owner, 'AWS::ECR::Repository');
    const name = repository?.Properties.RepositoryName as string;
    expect(name).toMatch(/^[a-z0-9]{10,}$/);
    expect(statementsOf(accounts)[1]).toEqual([pullFrom(arnOf(name))]);
  });

  test('has the partition as text if the app does not require literals too', () => {
    const accounts = new TwoAccounts(newApp({ context: {} }));
    accounts.access();
    expect(statementsOf(accounts)[1]).toEqual([pullFrom(arnOf('team/service'))]);
  });

  test('may be known at deploy time only within one stack, and within one environment', () => {
    expect(pulledFrom(new ImageRepository(newStack(), 'Service'))).toEqual({
      'Fn::GetAtt': [expect.stringMatching(/^Service/), 'Arn'],
    });
    expect(pulledFrom(new ImageRepository(newOpenStack(), 'Service', { repositoryName: 'team/service' }))).toEqual({
      'Fn::GetAtt': [expect.stringMatching(/^Service/), 'Arn'],
    });
  });

  test('is text for a consumer whose account is known at deploy time only', () => {
    const app = newApp();
    const repository = new TwoAccounts(app).repository();
    const consumer = new Stack(app, 'Open');
    new ImagePullAccess(consumer, 'Pull', { repositories: [repository] });
    expect(JSON.stringify(resourcesOf(consumer, 'AWS::IAM::ManagedPolicy'))).toContain(`"${arnOf('team/service')}"`);
  });
});

describe('the role', () => {
  const trustOf = (assumedBy: iam.IPrincipal) => {
    const accounts = new TwoAccounts();
    accounts.access({ assumedBy });
    const [role] = accounts.made('Role');
    return (role?.Properties.AssumeRolePolicyDocument as { Statement: unknown }).Statement;
  };
  const trust = (Principal: object, Condition?: object) => ({
    Action: 'sts:AssumeRole',
    Effect: 'Allow',
    Principal,
    ...(Condition && { Condition }),
  });

  test('has all policies, as have the roles that are given', () => {
    const accounts = new TwoAccounts();
    const roles = [iam.Role.fromRoleName(accounts.consumer, 'Ci', 'ci')];
    const { role } = accounts.access({ roles, assumedBy: new iam.AccountPrincipal(them), roleName: 'pulls' });
    const own = accounts.consumer.resolve(role.roleName) as unknown;
    expect(accounts.made('ManagedPolicy').map(({ Properties }) => Properties.Roles as unknown)).toEqual([
      [own, 'ci'],
      [own, 'ci'],
    ]);
    expect(accounts.made('Role').map(({ Properties }) => Properties.RoleName as unknown)).toEqual(['pulls']);
    expect(accounts.made('Policy')).toEqual([]);
  });

  test.each(['ecs-tasks.amazonaws.com', 'codebuild.amazonaws.com'])('is for %s in this account only', (service) => {
    expect(trustOf(new iam.ServicePrincipal(service))).toEqual([
      trust({ Service: service }, { StringEquals: { 'aws:SourceAccount': them } }),
    ]);
  });

  test('keeps the other conditions of a service', () => {
    const source = { 'aws:SourceArn': `arn:aws:ecs:${region}:${them}:*` };
    const principal = new iam.ServicePrincipal('ecs-tasks.amazonaws.com', { conditions: { ArnLike: source } });
    expect(trustOf(principal)).toEqual([
      trust({ Service: 'ecs-tasks.amazonaws.com' }, { StringEquals: { 'aws:SourceAccount': them }, ArnLike: source }),
    ]);
  });

  test('is for the nodes of a cluster as they come: EC2 names no source', () => {
    expect(trustOf(new iam.ServicePrincipal('ec2.amazonaws.com'))).toEqual([trust({ Service: 'ec2.amazonaws.com' })]);
  });

  test('is for an organization', () => {
    expect(trustOf(new iam.OrganizationPrincipal('o-a1b2c3d4e5'))).toEqual([
      trust({ AWS: '*' }, { StringEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } }),
    ]);
  });

  test('trusts an identity provider with a condition', () => {
    const provider = `arn:aws:iam::${them}:oidc-provider/ci.example.com`;
    const condition = { StringEquals: { 'ci.example.com:sub': 'build' } };
    expect(trustOf(new iam.WebIdentityPrincipal(provider, condition))).toEqual([
      { ...trust({ Federated: provider }, condition), Action: 'sts:AssumeRoleWithWebIdentity' },
    ]);
  });
});

describe('renderPolicy', () => {
  const imported = (stack: Stack, name: string) => Repository.fromRepositoryArn(stack, name, arnOf(name));

  test('holds both rights as JSON for people', () => {
    const stack = newStack();
    const text = ImagePullAccess.renderPolicy(imported(stack, 'a/one'), imported(stack, 'b/two'));
    expect(JSON.parse(text)).toEqual({
      Version: '2012-10-17',
      Statement: [logIn, pullFrom([arnOf('a/one'), arnOf('b/two')])],
    });
    expect(text).toMatch(/^\{\n {2}"Version"/);
  });

  test('is the same each time, and makes nothing', () => {
    const stack = newStack();
    const repository = new ImageRepository(stack, 'Service', { repositoryName: 'team/service' });
    const first = ImagePullAccess.renderPolicy(repository);
    expect(ImagePullAccess.renderPolicy(repository, repository)).toBe(first);
    expect(stack.node.findAll().map(({ node }) => node.path)).toEqual([
      'Stack',
      'Stack/Service',
      'Stack/Service/Default',
    ]);
  });

  test.each([
    ['eu-west-1', 'aws'],
    ['cn-north-1', 'aws-cn'],
    ['us-gov-west-1', 'aws-us-gov'],
  ])('knows the partition of %s without a flag of the app', (place, partition) => {
    const stack = new Stack(newApp({ context: {} }), 'Stack', { env: { account, region: place } });
    const repository = Repository.fromRepositoryName(stack, 'Imported', 'team/service');
    expect(ImagePullAccess.renderPolicy(repository)).toContain(
      `"arn:${partition}:ecr:${place}:${account}:repository/team/service"`,
    );
  });
});

test('takes frozen props', () => {
  const accounts = new TwoAccounts();
  const repositories = [accounts.repository()];
  expect(() => accounts.access(frozen({ repositories, roles: [] }))).not.toThrow();
});

test('takes tokens for names', () => {
  const name = Lazy.string({ produce: () => 'pulls' });
  const assumedBy = new iam.AccountPrincipal(them);
  expect(() => new TwoAccounts().access({ assumedBy, roleName: name, managedPolicyName: name })).not.toThrow();
});
