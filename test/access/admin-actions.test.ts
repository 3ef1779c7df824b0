import { CfnParameter } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { adminActions } from '../../lib/private/aws/ecr-actions';
import { ImageRepository } from '../../lib/repository/image-repository';
import { account, newOpenStack, newStack } from '../synthesis';
import { organization, them } from './consumer-kinds';

function allowing(
  actions: string[],
  principals: iam.IPrincipal[],
  conditions: iam.Conditions = {},
  stack = newStack(),
) {
  return () => {
    const statement = new iam.PolicyStatement({ actions, principals, conditions });
    new ImageRepository(stack, 'Service').addToResourcePolicy(statement);
  };
}

const own = [new iam.ArnPrincipal(`arn:aws:iam::${account}:role/admin`)];
const everybody = [new iam.AnyPrincipal()];
const refused = (action: string) =>
  `\`Stack/Service policy\` must allow pulls, pushes or reads to other accounts, got '${action}'; only the repository's ` +
  'own account may delete images or change the repository: give it to a role there';

test.each(adminActions)('%s is for the own account alone', (action) => {
  expect(allowing([action], own)).not.toThrow();
  expect(allowing([action], [new iam.AccountPrincipal(them)])).toThrow(new Error(refused(action)));
});

test.each<[string, iam.IPrincipal[], iam.Conditions]>([
  ['another account', [new iam.AccountPrincipal(them)], {}],
  ['another account by its id', [new iam.ArnPrincipal(them)], {}],
  ['a role of another account', [new iam.ArnPrincipal(`arn:aws:iam::${them}:role/admin`)], {}],
  ['a session of another account', [new iam.ArnPrincipal(`arn:aws:sts::${them}:assumed-role/admin/me`)], {}],
  ['a user whose name is that of the account', [new iam.ArnPrincipal(`arn:aws:iam::${them}:user/${account}`)], {}],
  ['another account beside its own', [...own, new iam.AccountPrincipal(them)], {}],
  ['an organization', [new iam.OrganizationPrincipal(organization)], {}],
  ['everybody of another account', everybody, { StringEquals: { 'aws:PrincipalAccount': them } }],
  ['everybody of both accounts', everybody, { StringEquals: { 'aws:PrincipalAccount': [account, them] } }],
  [
    'everybody of an organization that is no account',
    everybody,
    { StringEquals: { 'aws:PrincipalOrgID': organization, 'aws:PrincipalAccount': [] } },
  ],
  ['a service', [new iam.ServicePrincipal('lambda.amazonaws.com')], {}],
  [
    'a service for its own account',
    [new iam.ServicePrincipal('codebuild.amazonaws.com')],
    { StringEquals: { 'aws:SourceAccount': account } },
  ],
])('fails when %s may delete', (_, principals, conditions) => {
  expect(allowing(['ecr:BatchGetImage', 'ecr:BatchDeleteImage'], principals, conditions)).toThrow(
    new Error(refused('ecr:BatchDeleteImage')),
  );
  expect(allowing(['ecr:batchdeleteimage'], principals, conditions)).toThrow(
    new Error(refused('ecr:batchdeleteimage')),
  );
});

test.each<[string, iam.IPrincipal[], iam.Conditions]>([
  ['a role of the account', own, {}],
  ['the account', [new iam.AccountPrincipal(account)], {}],
  ['the account by its id', [new iam.ArnPrincipal(account)], {}],
  ['everybody of the account', everybody, { StringEquals: { 'aws:PrincipalAccount': account } }],
  ['everybody of the account, in small letters', everybody, { StringLike: { 'aws:principalaccount': [account] } }],
])('%s may delete', (_, principals, conditions) => {
  expect(allowing(['ecr:BatchDeleteImage'], principals, conditions)).not.toThrow();
});

test('who is known at deploy time only may delete', () => {
  const stack = newStack();
  const { valueAsString } = new CfnParameter(stack, 'Admin');
  expect(allowing(['ecr:BatchDeleteImage'], [new iam.ArnPrincipal(valueAsString)], {}, stack)).not.toThrow();
});

test('anybody may delete where the account is known at deploy time only', () => {
  expect(allowing(['ecr:BatchDeleteImage'], [new iam.AccountPrincipal(them)], {}, newOpenStack())).not.toThrow();
});

test('a refusal to another account may name any action', () => {
  const statement = new iam.PolicyStatement({
    effect: iam.Effect.DENY,
    actions: adminActions,
    principals: [new iam.AccountPrincipal(them)],
  });
  expect(() => {
    new ImageRepository(newStack(), 'Service').addToResourcePolicy(statement);
  }).not.toThrow();
});

test('fails when the number of an account is that of another', () => {
  const json = { Effect: 'Allow', Principal: { AWS: Number(them) }, Action: 'ecr:BatchDeleteImage' };
  expect(() => {
    new ImageRepository(newStack(), 'Service').addToResourcePolicy(iam.PolicyStatement.fromJson(json));
  }).toThrow(new Error(refused('ecr:BatchDeleteImage')));
});
