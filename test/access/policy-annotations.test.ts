import { ImageConsumer } from '../../lib/access/image-consumer';
import { Stack } from 'aws-cdk-lib';
import { ImageRepository } from '../../lib/repository/image-repository';
import { readFindings } from '../example-apps';
import { addAllPacks } from '../nag-packs';
import { account, env, newApp, newStack, warningsOf } from '../synthesis';

const ownAccount =
  `Account ${account} owns the repository, so access for the account does nothing. Grant access to its roles instead. ` +
  '[ack: Annotation::cdk-ecr-publishing:OwnAccount]';
const iamUser =
  'An IAM user has access, and its keys do not expire. A role that the user can assume is safer. ' +
  '[ack: Annotation::cdk-ecr-publishing:IamUser]';

function warningsFor(...consumers: ImageConsumer[]): string[] {
  const stack = newStack();
  new ImageRepository(stack, 'Service').allowPull(...consumers);
  return warningsOf(stack);
}

test("warns if the repository's own account gets access", () => {
  expect(warningsFor(ImageConsumer.account(account))).toEqual([ownAccount]);
});

test('warns once if users get access', () => {
  const users = ['bob', 'eve'].map((name) => ImageConsumer.user(`arn:aws:iam::111122223333:user/${name}`));
  expect(warningsFor(...users)).toEqual([iamUser]);
});

test.each([
  ['another account', ImageConsumer.account('111122223333')],
  ["a role of the repository's account", ImageConsumer.role(`arn:aws:iam::${account}:role/ci`)],
  ["functions of the repository's account", ImageConsumer.lambda(account)],
  ['an organization', ImageConsumer.organization('o-a1b2c3d4e5')],
])('does not warn about %s', (_, consumer) => {
  expect(warningsFor(consumer)).toEqual([]);
});

test('an auditor reads why each principal * is restricted', () => {
  const app = newApp();
  const stack = new Stack(app, 'Stack', { env });
  const organization = ImageConsumer.organization('o-a1b2c3d4e5');
  new ImageRepository(stack, 'Pulled').allowPull(organization);
  new ImageRepository(stack, 'Listed').allowRead(organization);
  addAllPacks(app);
  const suppressed = readFindings(app.synth()).flatMap((report) => report.suppressed);
  expect(suppressed.map(({ reason }) => reason)).toEqual([
    'The principal * is restricted by aws:PrincipalOrgID = o-a1b2c3d4e5 and can only pull.',
    'The principal * is restricted by aws:PrincipalOrgID = o-a1b2c3d4e5 and can only read metadata.',
  ]);
});
