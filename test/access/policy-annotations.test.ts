import { ImageConsumer } from '../../lib/access/image-consumer';
import { ImageRepository } from '../../lib/repository/image-repository';
import { account, newStack, warningsOf } from '../synthesis';

const ownAccount =
  `Account ${account} owns the repository: to admit it has no effect. Grant to its roles instead. ` +
  '[ack: Annotation::cdk-ecr-publishing:OwnAccount]';
const iamUser =
  'An IAM user is admitted. Its keys do not expire: a role is safer, assumed by whoever needs it. ' +
  '[ack: Annotation::cdk-ecr-publishing:IamUser]';

function warningsFor(...consumers: ImageConsumer[]): string[] {
  const stack = newStack();
  new ImageRepository(stack, 'Service').allowPull(...consumers);
  return warningsOf(stack);
}

test("warns where the repository's own account is admitted", () => {
  expect(warningsFor(ImageConsumer.account(account))).toEqual([ownAccount]);
});

test('warns where a user is admitted, once', () => {
  const users = ['bob', 'eve'].map((name) => ImageConsumer.user(`arn:aws:iam::111122223333:user/${name}`));
  expect(warningsFor(...users)).toEqual([iamUser]);
});

test.each([
  ['another account', ImageConsumer.account('111122223333')],
  ['a role of the own account', ImageConsumer.role(`arn:aws:iam::${account}:role/ci`)],
  ['functions of the own account', ImageConsumer.lambda(account)],
  ['an organization', ImageConsumer.organization('o-a1b2c3d4e5')],
])('does not warn of %s', (_, consumer) => {
  expect(warningsFor(consumer)).toEqual([]);
});
