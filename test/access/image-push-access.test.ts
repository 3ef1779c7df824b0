import { Stack, Token } from 'aws-cdk-lib';
import { type IRepository } from 'aws-cdk-lib/aws-ecr';
import { Group, type IRole, Role, ServicePrincipal, User } from 'aws-cdk-lib/aws-iam';
import { ImageConsumer } from '../../lib/access/image-consumer';
import { ImagePushAccess, type ImagePushAccessProps } from '../../lib/access/image-push-access';
import { ImageRepository } from '../../lib/repository/image-repository';
import { addAllPacks } from '../nag-packs';
import { docker, identityPoliciesOf, mayLogIn } from '../simulation';
import { account, newApp, newStack, onlyProperties, region } from '../synthesis';
import { arnOf, them, TwoAccounts } from './pull-accounts';

const roleArn = `arn:aws:iam::${them}:role/ci`;
const arn = arnOf('team/service');
const importedRole = ({ consumer }: TwoAccounts, theirs = roleArn): IRole => Role.fromRoleArn(consumer, theirs, theirs);

function push(accounts: TwoAccounts, props: Partial<ImagePushAccessProps> = {}): ImagePushAccess {
  const { repositories = [accounts.repository()], ...others } = props;
  return new ImagePushAccess(accounts.consumer, 'Push', { repositories, ...others });
}

/** The policies of both accounts, read from their templates. The repository policy allows these consumers. */
function deploy(...consumers: ImageConsumer[]) {
  const accounts = new TwoAccounts();
  const repository = accounts.repository();
  if (consumers.length > 0) repository.allowPush(...consumers);
  push(accounts, { repositories: [repository], roles: [importedRole(accounts)] });
  const { RepositoryPolicyText: policy } = onlyProperties(accounts.owner, 'AWS::ECR::Repository') as {
    RepositoryPolicyText?: object;
  };
  return {
    caller: { principal: roleArn, identityPolicies: identityPoliciesOf(accounts.consumer, {}) },
    repository: { arn, ...(policy && { policy }) },
  };
}

describe('a role of another account', () => {
  const both = deploy(ImageConsumer.role(roleArn));

  test('logs in and pushes, by both halves', async () => {
    expect(await mayLogIn(both.caller)).toBe(true);
    expect(await docker('push', both.caller, both.repository)).toBe('done');
  });

  test('does not push by either half alone', async () => {
    expect(await docker('push', both.caller, deploy().repository)).toBe('refused');
    expect(await docker('push', { principal: roleArn }, both.repository)).toBe('refused');
    expect(await mayLogIn({ principal: roleArn })).toBe(false);
  });

  test('does not push to another repository with the same policy, and pulls no layer', async () => {
    expect(await docker('push', both.caller, { ...both.repository, arn: arnOf('team/service2') })).toBe('refused');
    expect(await docker('pull', both.caller, both.repository)).toEqual(['ecr:GetDownloadUrlForLayer']);
  });
});

test('a role of the same account pushes by this alone', async () => {
  const stack = newStack();
  const repository = new TwoAccounts().repository();
  const ours = roleArn.replace(them, account);
  new ImagePushAccess(stack, 'Push', { repositories: [repository], roles: [Role.fromRoleArn(stack, 'Ci', ours)] });
  const caller = { principal: ours, identityPolicies: identityPoliciesOf(stack, {}) };
  expect(await docker('push', caller, { arn })).toBe('done');
  expect(await docker('push', caller, { arn: arnOf('team') })).toBe('refused');
});

test('the policies have the names that are given, and go to each role once', () => {
  const accounts = new TwoAccounts();
  const role = importedRole(accounts);
  const again = Role.fromRoleName(accounts.consumer, 'Again', 'ci');
  const { managedPolicies } = push(accounts, { roles: [role, again], managedPolicyName: 'push-images' });
  expect(managedPolicies).toHaveLength(2);
  expect(
    accounts.made('ManagedPolicy').map(({ Properties: made }) => [made.ManagedPolicyName, made.Roles] as unknown),
  ).toEqual([
    ['push-images-login', ['ci']],
    ['push-images', ['ci']],
  ]);
});

test('the policies go to users and groups too, each once', () => {
  const accounts = new TwoAccounts();
  const user = (id: string) => User.fromUserName(accounts.consumer, id, 'bob');
  const group = (id: string) => Group.fromGroupName(accounts.consumer, id, 'developers');
  push(accounts, { users: [user('Bob'), user('Again')], groups: [group('Developers'), group('Once')] });
  expect(
    accounts.made('ManagedPolicy').map(({ Properties: { Users, Groups, Roles } }) => [Users, Groups, Roles] as unknown),
  ).toEqual([
    [['bob'], ['developers'], undefined],
    [['bob'], ['developers'], undefined],
  ]);
});

test('the policy for an account without CDK is the same', () => {
  const accounts = new TwoAccounts();
  const repository = accounts.repository();
  push(accounts, { repositories: [repository] });
  const { Statement: statements } = JSON.parse(ImagePushAccess.renderPolicy(repository)) as { Statement: object[] };
  expect(statements).toEqual(
    identityPoliciesOf(accounts.consumer, {})
      .flatMap((policy) => (policy as { Statement: { Resource: unknown }[] }).Statement)
      .map((statement) => ({ ...statement, Resource: [statement.Resource].flat() }))
      .map((statement) => (statement.Resource[0] === '*' ? { ...statement, Resource: '*' } : statement)),
  );
});

test('no pack of cdk-nag finds anything', () => {
  const app = newApp();
  addAllPacks(app);
  const stack = new Stack(app, 'Ci', { env: { account: them, region } });
  const role = new Role(stack, 'Role', { assumedBy: new ServicePrincipal('codebuild.amazonaws.com') });
  const repository = new TwoAccounts().repository();
  new ImagePushAccess(stack, 'Push', { repositories: [repository], roles: [role] });
  expect(() => app.synth()).not.toThrow();
});

test.each<[string, (accounts: TwoAccounts) => Partial<ImagePushAccessProps>, string]>([
  [
    'there is no repository',
    () => ({ repositories: [] }),
    '`repositories` must list at least one value, got an empty list',
  ],
  [
    'the repositories are one token',
    () => ({ repositories: Token.asList({ Ref: 'Parameter' }) as unknown as IRepository[] }),
    '`repositories` must be a list at synth, got a token. Its elements may be tokens',
  ],
  [
    'a repository of another account has no name',
    (accounts) => ({ repositories: [accounts.repository('Open', {})] }),
    "`repositories[0]` must have an ARN that is known at synth, got 'Owner/Open'. CloudFormation cannot pass the ARN to " +
      'another account. Give the repository a `repositoryName` as text, and its stack an account and a Region in `env`.',
  ],
  [
    'a role is in another account',
    (accounts) => ({ roles: [importedRole(accounts, `arn:aws:iam::${account}:role/ci`)] }),
    `\`roles[0]\` must be in account ${them}, got 'Consumer/arn:aws:iam::${account}:role--ci' of account ${account}. ` +
      'Create an ImagePushAccess in a stack of that account.',
  ],
  [
    'a user is in another account',
    ({ consumer }) => ({ users: [User.fromUserArn(consumer, 'Bob', `arn:aws:iam::${account}:user/bob`)] }),
    `\`users[0]\` must be in account ${them}, got 'Consumer/Bob' of account ${account}. ` +
      'Create an ImagePushAccess in a stack of that account.',
  ],
  [
    'a group is in another account',
    ({ consumer }) => ({ groups: [Group.fromGroupArn(consumer, 'All', `arn:aws:iam::${account}:group/all`)] }),
    `\`groups[0]\` must be in account ${them}, got 'Consumer/All' of account ${account}. ` +
      'Create an ImagePushAccess in a stack of that account.',
  ],
  [
    'IAM does not accept the name of the policy',
    () => ({ managedPolicyName: 'push images' }),
    "`managedPolicyName` must be an IAM policy name, got 'push images'. Use only letters, digits and '+=,.@-_'.",
  ],
  [
    'the repositories do not fit',
    ({ owner }) => ({ repositories: many(owner, 230) }),
    '`repositories` must fit in 9 managed policies, got 230 repositories in 10. IAM accepts 10 for a role. Split the ' +
      'repositories between several roles.',
  ],
])('fails when %s', (_, props, message) => {
  const accounts = new TwoAccounts();
  const given = props(accounts);
  expect(() => push(accounts, given)).toThrow(new Error(message));
});

test('fails when the policy for an account without CDK is too long', () => {
  expect(() => ImagePushAccess.renderPolicy(...many(new TwoAccounts().owner, 40))).toThrow(
    new Error('`repositories` must fit in a managed policy of 6,144 characters, got 10,438. Render several policies.'),
  );
});

function many(stack: Stack, count: number): IRepository[] {
  return Array.from(
    { length: count },
    (_, index) => new ImageRepository(stack, `R${index}`, { repositoryName: `${'x'.repeat(200)}/r${index}` }),
  );
}
