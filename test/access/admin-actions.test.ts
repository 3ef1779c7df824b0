import { CfnParameter } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { adminActions } from '../../lib/private/aws/ecr-actions';
import { ImageRepository } from '../../lib/repository/image-repository';
import { account, newOpenStack, newStack } from '../synthesis';
import { organization, them } from './sample-consumers';

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
const anyone = [new iam.AnyPrincipal()];
const refused = (action: string) =>
  `\`Stack/Service policy\` must allow other accounts only to pull, push or read, got '${action}'. Only a role of the ` +
  'account that owns the repository may delete images or change the repository.';

test.each(adminActions)('only the own account can have %s', (action) => {
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
  ['any principal of another account', anyone, { StringEquals: { 'aws:PrincipalAccount': them } }],
  ['any principal of both accounts', anyone, { StringEquals: { 'aws:PrincipalAccount': [account, them] } }],
  [
    'any principal of an organization without an account',
    anyone,
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
  ['any principal of the account', anyone, { StringEquals: { 'aws:PrincipalAccount': account } }],
  ['any principal of the account, in lower case', anyone, { StringLike: { 'aws:principalaccount': [account] } }],
])('%s may delete', (_, principals, conditions) => {
  expect(allowing(['ecr:BatchDeleteImage'], principals, conditions)).not.toThrow();
});

test('a principal that is known at deployment only may delete', () => {
  const stack = newStack();
  const { valueAsString } = new CfnParameter(stack, 'Admin');
  expect(allowing(['ecr:BatchDeleteImage'], [new iam.ArnPrincipal(valueAsString)], {}, stack)).not.toThrow();
});

test('any account may delete if the own account is known at deployment only', () => {
  expect(allowing(['ecr:BatchDeleteImage'], [new iam.AccountPrincipal(them)], {}, newOpenStack())).not.toThrow();
});

test('a Deny for another account can have any action', () => {
  const statement = new iam.PolicyStatement({
    effect: iam.Effect.DENY,
    actions: adminActions,
    principals: [new iam.AccountPrincipal(them)],
  });
  expect(() => {
    new ImageRepository(newStack(), 'Service').addToResourcePolicy(statement);
  }).not.toThrow();
});

test('fails when another account is written as a number', () => {
  const json = { Effect: 'Allow', Principal: { AWS: Number(them) }, Action: 'ecr:BatchDeleteImage' };
  expect(() => {
    new ImageRepository(newStack(), 'Service').addToResourcePolicy(iam.PolicyStatement.fromJson(json));
  }).toThrow(new Error(refused('ecr:BatchDeleteImage')));
});
