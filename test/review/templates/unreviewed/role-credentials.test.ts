import { role } from '../../reviewed';
import { unreviewedOf } from './unreviewed';

const ci = role('ci', [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: 'x.amazonaws.com' } }]);
const arn = { 'Fn::GetAtt': ['Ci', 'Arn'] };

test.each([
  ['AWS::RolesAnywhere::Profile', { RoleArns: [arn] }, 'IAM Roles Anywhere profile', 'holders of certificates'],
  ['AWS::EKS::PodIdentityAssociation', { RoleArn: arn }, 'pod identity association', 'pods'],
  ['AWS::EKS::Addon', { PodIdentityAssociations: [{ RoleArn: arn }] }, 'EKS add-on', 'pods'],
  ['AWS::Cognito::IdentityPoolRoleAttachment', { Roles: { authenticated: arn } }, 'identity pool', 'users of the pool'],
  ['AWS::Cognito::UserPoolGroup', { RoleArn: arn }, 'user pool group', 'users in the group'],
  ['AWS::IoT::RoleAlias', { RoleArn: arn }, 'IoT role alias', 'devices'],
  [
    'AWS::ServiceCatalog::LaunchRoleConstraint',
    { LocalRoleName: { Ref: 'Ci' } },
    'Service Catalog launch role',
    'users of the product',
  ],
])('%s gives a role to callers that the review does not know', (type, properties, kind, receivers) => {
  expect(unreviewedOf({ Ci: ci, X: { Type: type, Properties: properties } })).toEqual([
    `X: ${kind} 'X': it gives role 'ci' to ${receivers}, and the review does not know which`,
  ]);
});

test('a role that is known only at deploy may be one of the templates', () => {
  const profile = { Type: 'AWS::RolesAnywhere::Profile', Properties: { RoleArns: [{ Ref: 'Role' }] } };
  expect(unreviewedOf({ X: profile }, { Parameters: { Role: { Type: 'String' } } })).toEqual([
    "X: IAM Roles Anywhere profile 'X': it gives role ${Stack.Role} to holders of certificates, and the review does not know which",
  ]);
});

test('a role of another account is in none of the templates', () => {
  const alias = { Type: 'AWS::IoT::RoleAlias', Properties: { RoleArn: 'arn:aws:iam::999999999999:role/x' } };
  expect(unreviewedOf({ Ci: ci, X: alias })).toEqual([]);
});
