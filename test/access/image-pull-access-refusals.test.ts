import { CfnParameter, Stack, Token } from 'aws-cdk-lib';
import { type IRepository, Repository } from 'aws-cdk-lib/aws-ecr';
import * as iam from 'aws-cdk-lib/aws-iam';
import { ImagePullAccess, type ImagePullAccessProps } from '../../lib/access/image-pull-access';
import { InvalidInputError } from '../../lib/private/validation/validation';
import { ImageRepository } from '../../lib/repository/image-repository';
import { account, newApp, newStack, region } from '../synthesis';
import { arnOf, TwoAccounts } from './pull-accounts';

function failsWith(props: (accounts: TwoAccounts) => Partial<ImagePullAccessProps>, message: string): void {
  const accounts = new TwoAccounts();
  const given = props(accounts);
  expect(() => accounts.access(given)).toThrow(new InvalidInputError(message));
}

const ecs = () => new iam.ServicePrincipal('ecs-tasks.amazonaws.com');

const unknown = (path: string) =>
  `\`repositories[0]\` must have an ARN that is known at synth, got '${path}'. CloudFormation cannot pass the ARN to ` +
  'another account. Give the repository a `repositoryName` as text, and its stack an account and a Region in `env`.';

const notOne = (got: string) =>
  "`repositories[0].repositoryArn` must be the ARN of one ECR repository such as 'arn:aws:ecr:us-east-1:111122223333:repository/" +
  `team/service', got '${got}'. Name each repository.`;

test('fails when there is no repository', () => {
  failsWith(() => ({ repositories: [] }), '`repositories` must list at least one value, got an empty list');
});

test('fails when the repositories are one token', () => {
  failsWith(
    () => ({ repositories: Token.asList({ Ref: 'Parameter' }) as unknown as IRepository[] }),
    '`repositories` must be a list at synth, got a token. Its elements may be tokens',
  );
});

test.each<[string, string, (accounts: TwoAccounts) => IRepository]>([
  ['a repository of another account has no name', 'Owner/Service', (accounts) => accounts.repository('Service', {})],
  [
    'an `ecr.Repository` of another account has no name',
    'Owner/Service',
    ({ owner }) => new Repository(owner, 'Service'),
  ],
  [
    'the name is known at deployment only',
    'Owner/Service',
    (accounts) =>
      accounts.repository('Service', { repositoryName: new CfnParameter(accounts.owner, 'Name').valueAsString }),
  ],
  [
    'the ARN of an imported repository is known at deployment only',
    'Owner/Imported',
    ({ owner }) =>
      Repository.fromRepositoryAttributes(owner, 'Imported', {
        repositoryArn: new CfnParameter(owner, 'Arn').valueAsString,
        repositoryName: 'team/service',
      }),
  ],
  [
    'the account of its stack is not known, where CDK would write the account of the consumer',
    'Open/Service',
    ({ app }) => new ImageRepository(new Stack(app, 'Open'), 'Service', { repositoryName: 'team/service' }),
  ],
])('fails when %s', (_, path, repositoryOf) => {
  failsWith((accounts) => ({ repositories: [repositoryOf(accounts)] }), unknown(path));
});

test('fails when a repository of another Region has no name', () => {
  const app = newApp();
  const owner = new Stack(app, 'Owner', { env: { account, region: 'us-east-1' } });
  const consumer = new Stack(app, 'Consumer', { env: { account, region } });
  const repositories = [new ImageRepository(owner, 'Service')];
  expect(() => new ImagePullAccess(consumer, 'Pull', { repositories })).toThrow(
    new InvalidInputError(unknown('Owner/Service')),
  );
});

test.each(['*', 'team/*', 'team/servic?'])('fails when an imported ARN names more than one repository: %s', (name) => {
  failsWith(
    ({ consumer }) => ({ repositories: [Repository.fromRepositoryArn(consumer, 'Imported', arnOf(name))] }),
    notOne(arnOf(name)),
  );
});

test('fails when an ARN of another account names more than one repository and its partition is not known', () => {
  const app = newApp({ context: {} });
  const { owner, consumer } = new TwoAccounts(app);
  const repositories = [Repository.fromRepositoryName(owner, 'Imported', 'team/*')];
  expect(() => new ImagePullAccess(consumer, 'Pull', { repositories })).toThrow(
    new InvalidInputError(
      "`repositories[0].repositoryArn` must be the ARN of one ECR repository such as 'arn:aws:ecr:us-east-1:111122223333:" +
        "repository/team/service', got ':ecr:eu-west-1:123456789012:repository/team/*' next to a token. It must not contain '*', " +
        'for any value of the token',
    ),
  );
});

test('fails when a role is in another account', () => {
  failsWith(
    ({ consumer }) => ({ roles: [iam.Role.fromRoleArn(consumer, 'Ci', 'arn:aws:iam::333333333333:role/ci')] }),
    "`roles[0]` must be in account 222222222222, got 'Consumer/Ci' of account 333333333333. Create an ImagePullAccess in a " +
      'stack of that account.',
  );
});

test('fails when `roleName` is set without `assumedBy`', () => {
  failsWith(() => ({ roleName: 'pulls' }), '`roleName` requires `assumedBy`. Without it no role is created.');
});

test('fails when IAM does not accept the name of the role', () => {
  failsWith(
    () => ({ assumedBy: ecs(), roleName: 'a/b' }),
    "`roleName` must be an IAM role name, got 'a/b'. Use only letters, digits and '+=,.@-_'",
  );
});

test('fails when IAM does not accept the name of a policy', () => {
  failsWith(
    () => ({ managedPolicyName: 'x'.repeat(123) }),
    '`managedPolicyName` must be an IAM policy name, got 123 characters. It can have at most 122.',
  );
});

test.each<[string, iam.IPrincipal]>([
  ['any principal', new iam.AnyPrincipal()],
  ['any principal, with or without an account', new iam.StarPrincipal()],
  ['a service and any principal', new iam.CompositePrincipal(ecs(), new iam.AnyPrincipal())],
  [
    'any principal except one',
    new iam.AnyPrincipal().withConditions({ StringNotEquals: { 'aws:PrincipalAccount': '1' } }),
  ],
])('fails when the role can be assumed by %s', (_, assumedBy) => {
  failsWith(
    () => ({ assumedBy }),
    "`assumedBy` must not be any principal, got '*'. Name a service, an account or a role.",
  );
});

test.each([
  ['any account', '*', 'arn:aws:iam::*:root'],
  ['an incomplete account id', '123', 'arn:aws:iam::123:root'],
])('fails when the role can be assumed by %s', (_, accountId, arn) => {
  failsWith(
    () => ({ assumedBy: new iam.AccountPrincipal(accountId) }),
    `\`assumedBy\` must name accounts, roles or users, got the principal '${arn}'. IAM accepts no wildcard and no incomplete ARN.`,
  );
});

test('fails when the role can be assumed with any token of an identity provider', () => {
  failsWith(
    () => ({ assumedBy: new iam.WebIdentityPrincipal('arn:aws:iam::222222222222:oidc-provider/ci.example.com') }),
    '`assumedBy` must have conditions for an identity provider, got none. Anyone who has a token of the provider could ' +
      'assume the role.',
  );
});

test('fails when the role is read and `assumedBy` is not set', () => {
  expect(() => new TwoAccounts().access().role).toThrow(
    new InvalidInputError(
      '`Consumer/Pull` has a role only if `assumedBy` is set. Set it, or use the roles that you pass as `roles`.',
    ),
  );
});

test('fails when the repositories do not fit in the policies of a role', () => {
  failsWith(
    ({ consumer }) => ({
      repositories: Array.from({ length: 900 }, (_, index) => `team/service-${String(index).padStart(4, '0')}`).map(
        (name) => Repository.fromRepositoryArn(consumer, name, arnOf(name)),
      ),
    }),
    '`repositories` must fit in 9 managed policies, got 900 repositories in 10. IAM accepts 10 for a role. Split the ' +
      'repositories between several roles.',
  );
});

describe('renderPolicy', () => {
  const fails = (repositories: IRepository[], message: string) => {
    expect(() => ImagePullAccess.renderPolicy(...repositories)).toThrow(new InvalidInputError(message));
  };

  test('fails when there is no repository', () => {
    fails([], '`repositories` must list at least one value, got an empty list');
  });

  test('fails when a repository has no name', () => {
    fails([new ImageRepository(newStack(), 'Service')], unknown('Stack/Service'));
  });

  test('fails when the account is known at deployment only', () => {
    const stack = new Stack(newApp(), 'Stack');
    fails([new ImageRepository(stack, 'Service', { repositoryName: 'team/service' })], unknown('Stack/Service'));
  });

  test('fails when an ARN names more than one repository', () => {
    fails([Repository.fromRepositoryArn(newStack(), 'Imported', arnOf('*'))], notOne(arnOf('*')));
  });

  test('fails when the repositories do not fit in one managed policy', () => {
    const stack = newStack();
    const names = Array.from({ length: 100 }, (_, index) => `team/service-${String(index).padStart(4, '0')}`);
    fails(
      names.map((name) => Repository.fromRepositoryArn(stack, name, arnOf(name))),
      '`repositories` must fit in a managed policy of 6,144 characters, got 6,868. Render several policies.',
    );
  });
});
