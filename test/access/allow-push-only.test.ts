import { type Stack } from 'aws-cdk-lib';
import { type IRepository, Repository } from 'aws-cdk-lib/aws-ecr';
import * as iam from 'aws-cdk-lib/aws-iam';
import { ImageConsumer } from '../../lib/access/image-consumer';
import { RepositoryAccess } from '../../lib/access/repository-access';
import { ImageRepository } from '../../lib/repository/image-repository';
import { account, newOpenStack, newStack, onlyProperties, onlyResource } from '../synthesis';
import { push, them, user, write } from './sample-consumers';

const promoter = `arn:aws:iam::${account}:role/promoter`;
const breakGlass = `arn:aws:iam::${account}:role/break-glass`;
const only = (...arns: string[]) => arns.map((arn) => ImageConsumer.role(arn));

const makers: [kind: string, make: (stack: Stack) => IRepository][] = [
  ['an ImageRepository', (stack) => new ImageRepository(stack, 'Service')],
  ['an ecr.Repository', (stack) => new Repository(stack, 'Service')],
];

function statementsOf(stack: Stack): unknown {
  const { RepositoryPolicyText: policy } = onlyProperties(stack, 'AWS::ECR::Repository');
  return (policy as { Statement: unknown }).Statement;
}

const allow = (AWS: unknown) => ({ Effect: 'Allow', Principal: { AWS }, Action: push });
const deny = (arns: unknown) => ({
  Effect: 'Deny',
  Principal: '*',
  Action: write,
  Condition: { ArnNotEquals: { 'aws:PrincipalArn': arns } },
});

describe.each(makers)('on %s', (_, make) => {
  test('allows one principal and denies all others, with exactly these statements', () => {
    const stack = newStack();
    RepositoryAccess.of(make(stack)).allowPushOnly(...only(promoter));
    expect(statementsOf(stack)).toEqual([allow(promoter), deny(promoter)]);
  });

  test('several principals share the statements', () => {
    const stack = newStack();
    RepositoryAccess.of(make(stack)).allowPushOnly(ImageConsumer.user(user), ...only(breakGlass, promoter));
    const all = [user, breakGlass, promoter];
    expect(statementsOf(stack)).toEqual([allow(all), deny(all)]);
  });

  test('the role of an app is named by its attribute', () => {
    const stack = newStack();
    const role = new iam.Role(stack, 'Promoter', { assumedBy: new iam.AccountRootPrincipal() });
    RepositoryAccess.of(make(stack)).allowPushOnly(ImageConsumer.role(role.roleArn));
    const arn = { 'Fn::GetAtt': [expect.stringMatching(/^Promoter/), 'Arn'] };
    expect(statementsOf(stack)).toEqual([allow(arn), deny(arn)]);
  });

  test('does not change pulls and reads', () => {
    const stack = newStack();
    const access = RepositoryAccess.of(make(stack));
    access.allowPull(ImageConsumer.account(them));
    access.allowPushOnly(...only(promoter));
    access.allowRead(ImageConsumer.account(them));
    const denied = (statementsOf(stack) as { Effect: string }[]).filter(({ Effect }) => Effect === 'Deny');
    expect(denied).toEqual([deny(promoter)]);
  });

  test('lists a principal of allowPush and allowPushOnly once', () => {
    const stack = newStack();
    const access = RepositoryAccess.of(make(stack));
    access.allowPush(...only(promoter));
    access.allowPushOnly(...only(promoter));
    expect(statementsOf(stack)).toEqual([allow(promoter), deny(promoter)]);
  });

  const other = (who: string) =>
    `\`Stack/Service policy\` conflicts with allowPushOnly: '${who}' may push but is not listed there. Add it to ` +
    'allowPushOnly, or remove its allowPush.';

  test.each([
    ['a role', ImageConsumer.role(breakGlass), breakGlass],
    ['an account', ImageConsumer.account(them), `arn:aws:iam::${them}:root`],
    ['tagged principals', ImageConsumer.tagged('team', 'web', { accountId: account }), '*'],
  ])('fails when %s may push too, in either order', (_name, consumer, shown) => {
    const first = RepositoryAccess.of(make(newStack()));
    first.allowPush(consumer);
    expect(() => {
      first.allowPushOnly(...only(promoter));
    }).toThrow(new Error(other(shown)));

    const last = RepositoryAccess.of(make(newStack()));
    last.allowPushOnly(...only(promoter));
    expect(() => {
      last.allowPush(consumer);
    }).toThrow(new Error(other(shown)));
  });

  test('does not add an entry that it refuses', () => {
    const stack = newStack();
    const access = RepositoryAccess.of(make(stack));
    access.allowPushOnly(...only(promoter));
    expect(() => {
      access.allowPush(...only(breakGlass));
    }).toThrow();
    expect(statementsOf(stack)).toEqual([allow(promoter), deny(promoter)]);
  });

  test('fails when no consumer is named', () => {
    expect(() => {
      RepositoryAccess.of(make(newStack())).allowPushOnly();
    }).toThrow(
      new Error('`allowPushOnly` must be given at least one role or user, got none. No principal could push.'),
    );
  });

  const roles = (got: string) =>
    `\`allowPushOnly\` must be given roles or users, got '${got}'. Name each role or user that may push, since an account has others too.`;

  test.each([
    ['an account', ImageConsumer.account(them), `arn:aws:iam::${them}:root`],
    [
      'tagged principals of another account',
      ImageConsumer.tagged('a', 'b', { accountId: them }),
      `arn:aws:iam::${them}:root`,
    ],
    ['tagged principals of the account', ImageConsumer.tagged('a', 'b', { accountId: account }), '*'],
  ])('fails when it is given %s', (_name, consumer, shown) => {
    expect(() => {
      RepositoryAccess.of(make(newStack())).allowPushOnly(consumer);
    }).toThrow(new Error(roles(shown)));
  });

  test('fails when it is given an account that is known at deployment only', () => {
    const stack = newOpenStack();
    expect(() => {
      RepositoryAccess.of(make(stack)).allowPushOnly(ImageConsumer.account(stack.account));
    }).toThrow(/^`allowPushOnly` must be given roles or users, got '.*:root'\. Name each role or user that may push/);
  });
});

test('an ImageRepository merges the pushers of several calls', () => {
  const stack = newStack();
  const repository = new ImageRepository(stack, 'Service');
  repository.allowPushOnly(...only(promoter));
  repository.allowPushOnly(...only(breakGlass));
  expect(statementsOf(stack)).toEqual([allow([promoter, breakGlass]), deny([promoter, breakGlass])]);
});

test('an ecr.Repository accepts the same pushers twice', () => {
  const stack = newStack();
  const access = RepositoryAccess.of(new Repository(stack, 'Service'));
  access.allowPushOnly(...only(promoter, breakGlass));
  access.allowPushOnly(...only(breakGlass, promoter));
  expect(statementsOf(stack)).toEqual(
    expect.arrayContaining([deny([promoter, breakGlass]), deny([breakGlass, promoter])]),
  );
});

test('fails when an ecr.Repository is given its pushers in several calls', () => {
  const access = RepositoryAccess.of(new Repository(newStack(), 'Service'));
  access.allowPushOnly(...only(promoter));
  expect(() => {
    access.allowPushOnly(...only(breakGlass));
  }).toThrow(
    new Error(
      '`Stack/Service policy` must have all its pushers in one call of allowPushOnly, got two calls with different pushers. ' +
        'Together they deny every push.',
    ),
  );
});

test('fails when the repository is imported, with the policy to apply', () => {
  const repository = Repository.fromRepositoryName(newStack(), 'Theirs', 'theirs');
  expect(() => {
    RepositoryAccess.of(repository).allowPushOnly(...only(promoter));
  }).toThrow(/^`Stack\/Theirs` must be a repository of this app[^]*"Deny"[^]*"ArnNotEquals"[^]*}$/);
});

test('the Deny for every principal is acknowledged for a checker that does not read the effect', () => {
  const stack = newStack();
  new ImageRepository(stack, 'Service').allowPushOnly(...only(promoter));
  const comment =
    'The statement with the principal * is a Deny. It prevents all principals except the named ones from pushing.';
  expect(onlyResource(stack, 'AWS::ECR::Repository').Metadata).toMatchObject({
    checkov: { skip: [{ id: 'CKV_AWS_32', comment }] },
  });
});
