import { CfnParameter, type Stack } from 'aws-cdk-lib';
import { type IRepository, Repository } from 'aws-cdk-lib/aws-ecr';
import { ImageConsumer } from '../../lib/access/image-consumer';
import { RepositoryAccess } from '../../lib/access/repository-access';
import { ImageRepository } from '../../lib/repository/image-repository';
import { newStack, onlyProperties } from '../synthesis';

const consumers = [ImageConsumer.account('111122223333'), ImageConsumer.organization('o-a1b2c3d4e5')];
const pull = ['ecr:BatchCheckLayerAvailability', 'ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'];
const expected = [
  { Effect: 'Allow', Principal: { AWS: 'arn:aws:iam::111122223333:root' }, Action: pull },
  {
    Effect: 'Allow',
    Principal: '*',
    Action: pull,
    Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } },
  },
];

function statementsOf(stack: Stack): unknown {
  const { RepositoryPolicyText: policy } = onlyProperties(stack, 'AWS::ECR::Repository');
  return (policy as { Statement: unknown }).Statement;
}

test('writes the policy of an ImageRepository, merged with its own consumers', () => {
  const stack = newStack();
  const repository = new ImageRepository(stack, 'Service');
  repository.allowPull(ImageConsumer.account('444455556666'));
  RepositoryAccess.of(repository).allowPull(...consumers);
  const [accounts, organization] = expected;
  const AWS = ['arn:aws:iam::444455556666:root', 'arn:aws:iam::111122223333:root'];
  expect(statementsOf(stack)).toEqual([{ ...accounts, Principal: { AWS } }, organization]);
});

test('writes the policy of an ecr.Repository', () => {
  const stack = newStack();
  RepositoryAccess.of(new Repository(stack, 'Service')).allowPull(...consumers);
  expect(statementsOf(stack)).toEqual(expected.map((one) => ({ ...one, Principal: anyStar(one.Principal) })));
});

/** CDK writes the principal `*` as a mapping, which means the same to ECR. */
function anyStar(principal: unknown): unknown {
  return principal === '*' ? expect.anything() : principal;
}

test('writes the policy of an ecr.Repository in several calls', () => {
  const stack = newStack();
  const access = RepositoryAccess.of(new Repository(stack, 'Service'));
  access.allowPull(ImageConsumer.account('111122223333'));
  access.allowPush(ImageConsumer.account('444455556666'));
  access.allowPull(ImageConsumer.account('777788889999'));
  const AWS = ['arn:aws:iam::111122223333:root', 'arn:aws:iam::777788889999:root'];
  expect(statementsOf(stack)).toMatchObject([
    { Principal: { AWS }, Action: pull },
    { Principal: { AWS: 'arn:aws:iam::444455556666:root' } },
  ]);
});

const document = `{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Principal": {
        "AWS": "arn:aws:iam::111122223333:root"
      },
      "Action": [
        "ecr:BatchCheckLayerAvailability",
        "ecr:BatchGetImage",
        "ecr:GetDownloadUrlForLayer"
      ]
    }
  ]
}`;

const byHand =
  'Merge this into it by hand (aws ecr set-repository-policy). If a stack owns the repository, change its policy in that ' +
  'stack instead. The next update by that stack removes what was added by hand.';

const lost = (name: string) =>
  `\`Stack/Theirs\` must be a repository of this app, got the imported repository '${name}'. CDK cannot change its ` +
  `policy. ${byHand}\n${document}`;

test.each<[string, (stack: Stack) => IRepository]>([
  ['name', (stack) => Repository.fromRepositoryName(stack, 'Theirs', 'team/theirs')],
  [
    'ARN',
    (stack) =>
      Repository.fromRepositoryArn(stack, 'Theirs', 'arn:aws:ecr:us-east-1:999999999999:repository/team/theirs'),
  ],
  [
    'attributes',
    (stack) =>
      Repository.fromRepositoryAttributes(stack, 'Theirs', {
        repositoryName: 'team/theirs',
        repositoryArn: 'arn:aws:ecr:us-east-1:999999999999:repository/team/theirs',
      }),
  ],
])('fails when the repository is imported by %s, with the policy to apply', (_, repository) => {
  expect(() => {
    RepositoryAccess.of(repository(newStack())).allowPull(ImageConsumer.account('111122223333'));
  }).toThrow(new Error(lost('team/theirs')));
});

test('fails when an imported repository has a name that is known at deployment only', () => {
  const stack = newStack();
  const { valueAsString } = new CfnParameter(stack, 'Name');
  expect(() => {
    const repository = Repository.fromRepositoryName(stack, 'Theirs', valueAsString);
    RepositoryAccess.of(repository).allowPull(ImageConsumer.account('111122223333'));
  }).toThrow(new Error(lost('{"Ref":"Name"}')));
});

test.each<[string, (access: RepositoryAccess) => void, string]>([
  [
    'a push',
    (access) => {
      access.allowPush(ImageConsumer.account('111122223333'));
    },
    'ecr:PutImage',
  ],
  [
    'a read',
    (access) => {
      access.allowRead(ImageConsumer.account('111122223333'));
    },
    'ecr:ListImages',
  ],
  [
    'an exclusive push',
    (access) => {
      access.allowPushOnly(ImageConsumer.role('arn:aws:iam::111122223333:role/ci'));
    },
    'ArnNotEquals',
  ],
])('fails when %s is allowed on an imported repository', (_, allow, shown) => {
  const repository = Repository.fromRepositoryName(newStack(), 'Theirs', 'theirs');
  const attempt = () => {
    allow(RepositoryAccess.of(repository));
  };
  expect(attempt).toThrow(/^`Stack\/Theirs` must be a repository of this app[^]*}$/);
  expect(attempt).toThrow(`"${shown}"`);
});

test('an empty list for an imported repository is not an error', () => {
  const repository = Repository.fromRepositoryName(newStack(), 'Theirs', 'theirs');
  expect(() => {
    RepositoryAccess.of(repository).allowPull();
  }).not.toThrow();
});

test('fails when a service is allowed to push', () => {
  expect(() => {
    RepositoryAccess.of(new Repository(newStack(), 'Service')).allowPush(ImageConsumer.lambda('111122223333'));
  }).toThrow(
    new Error('`allowPush` must be given accounts, roles or users, got Lambda. Name each role that may push.'),
  );
});
