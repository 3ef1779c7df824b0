import * as iam from 'aws-cdk-lib/aws-iam';
import { ImageConsumer } from '../../lib/access/image-consumer';
import { writeActions } from '../../lib/private/aws/ecr-actions';
import { ImageRepository } from '../../lib/repository/image-repository';
import { account, newStack } from '../synthesis';
import { addedStatement, pull, them } from './added-statement';
import { organization, unit } from './sample-consumers';

const organizationPrincipal = new iam.OrganizationPrincipal(organization);
const service = new iam.ServicePrincipal('codebuild.amazonaws.com').withConditions({
  StringEquals: { 'aws:SourceAccount': account },
});
const ofUnit = new iam.AnyPrincipal().withConditions({
  'ForAnyValue:StringLike': { 'aws:PrincipalOrgPaths': `${unit}/*` },
});

const problem = (who: string, action: string) =>
  `\`Stack/Service policy\` must allow only accounts, roles or users to push, got ${who} with '${action}'. Name each role ` +
  'that may push.';

test.each<[string, iam.IPrincipal, string]>([
  ['an organization', organizationPrincipal, 'an organization'],
  ['an organizational unit', ofUnit, 'an organization'],
  ['a service', service, 'a service'],
])('fails when grantPush, grantPullPush or a statement lets %s push', (_, principal, who) => {
  const granting = () => new ImageRepository(newStack(), 'Service');
  expect(() => granting().grantPush(principal)).toThrow(new Error(problem(who, 'ecr:CompleteLayerUpload')));
  expect(() => granting().grantPullPush(principal)).toThrow(new Error(problem(who, 'ecr:CompleteLayerUpload')));
  for (const action of [...writeActions, 'ecr:putimage']) {
    expect(() => addedStatement({ principals: [principal], actions: [...pull, action] })).toThrow(
      new Error(problem(who, action)),
    );
  }
});

test.each([organizationPrincipal, ofUnit, service])('they may pull', (principal) => {
  expect(() => new ImageRepository(newStack(), 'Service').grantPull(principal)).not.toThrow();
});

test('allowPush refuses an organization too', () => {
  const repository = new ImageRepository(newStack(), 'Service');
  expect(() => {
    repository.allowPush(ImageConsumer.organization(organization));
  }).toThrow('`allowPush` must be given accounts, roles or users, got an organization. Name each role that may push.');
});

test.each<[string, iam.IPrincipal]>([
  ['an account', new iam.AccountPrincipal(them)],
  ['a role', new iam.ArnPrincipal(`arn:aws:iam::${them}:role/ci`)],
  [
    'principals of an account with a tag',
    new iam.AnyPrincipal().withConditions({
      StringEquals: { 'aws:PrincipalAccount': them, 'aws:PrincipalTag/team': 'platform' },
    }),
  ],
  [
    'roles of an account by a pattern',
    new iam.AnyPrincipal().withConditions({ ArnLike: { 'aws:PrincipalArn': `arn:aws:iam::${them}:role/ci-*` } }),
  ],
])('%s may push', (_, principal) => {
  expect(() => addedStatement({ principals: [principal], actions: writeActions })).not.toThrow();
});

test('an organization may be denied to push', () => {
  const denied = { principals: [organizationPrincipal], actions: writeActions, effect: iam.Effect.DENY };
  expect(() => addedStatement(denied)).not.toThrow();
});
