import { Aws, CfnParameter, Lazy } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { ImageRepository } from '../../lib/repository/image-repository';
import { newOpenStack, newStack } from '../synthesis';
import { addedStatement, pull, theirs, them } from './added-statement';

const organization = 'o-a1b2c3d4e5';
const anybody = (conditions: iam.Conditions) => ({ principals: [new iam.AnyPrincipal()], conditions });
const lambda = new iam.ServicePrincipal('lambda.amazonaws.com');

test.each<[string, iam.PolicyStatementProps]>([
  ['an account', {}],
  ['a role', { principals: [new iam.ArnPrincipal(`arn:aws:iam::${them}:role/ci`)] }],
  ['a session of a role', { principals: [new iam.ArnPrincipal(`arn:aws:sts::${them}:assumed-role/ci/run`)] }],
  ['everybody of an organization', { principals: [new iam.OrganizationPrincipal(organization)] }],
  [
    'everybody of a unit',
    anybody({ 'ForAnyValue:StringLike': { 'aws:PrincipalOrgPaths': `${organization}/r-ab12/ou-ab12-1/*` } }),
  ],
  [
    'everybody of an account',
    { principals: [new iam.StarPrincipal()], conditions: { StringEquals: { 'aws:principalaccount': [them] } } },
  ],
  ['roles of one account by pattern', anybody({ ArnLike: { 'aws:PrincipalArn': `arn:aws:iam::${them}:role/ci-*` } })],
  ['a refusal to everybody', { effect: iam.Effect.DENY, principals: [new iam.AnyPrincipal()] }],
  ['a service of one Region', { principals: [new iam.ServicePrincipal('logs.eu-west-1.amazonaws.com')] }],
])('takes %s', (_, props) => {
  expect(() => addedStatement(props)).not.toThrow();
});

test('takes principals that synth does not know', () => {
  const stack = newStack();
  const { valueAsString: account } = new CfnParameter(stack, 'Account');
  const principals = [
    new iam.AccountPrincipal(account),
    new iam.ArnPrincipal(Lazy.string({ produce: () => `arn:aws:iam::${them}:role/ci` })),
  ];
  expect(() => addedStatement({ principals }, stack)).not.toThrow();
});

test('takes an organization that synth does not know', () => {
  const stack = newStack();
  const { valueAsString: id } = new CfnParameter(stack, 'Organization');
  expect(() => addedStatement(anybody({ StringEquals: { 'aws:PrincipalOrgID': id } }), stack)).not.toThrow();
});

const everyone =
  "must not allow access to everyone, got the principal '*'. Name accounts or roles, or an organization " +
  '(ImageConsumer.organization).';

test.each<[string, iam.PolicyStatementProps]>([
  ['everybody', { principals: [new iam.AnyPrincipal()] }],
  ['everybody as a star', { principals: [new iam.StarPrincipal()] }],
  ['everybody beside an account', { principals: [theirs, new iam.AnyPrincipal()] }],
  ['everybody by ARN', { principals: [new iam.ArnPrincipal('*')] }],
  ['every identity provider', { principals: [new iam.FederatedPrincipal('*')] }],
  ['any organization', anybody({ StringLike: { 'aws:PrincipalOrgID': 'o-*' } })],
  ['organizations that start alike', anybody({ StringLike: { 'aws:PrincipalOrgID': 'o-a*' } })],
  ['organizations by question mark', anybody({ StringLike: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e?' } })],
  ['an organization or any', anybody({ StringLike: { 'aws:PrincipalOrgID': [organization, '*'] } })],
  ['who has an organization', anybody({ StringEquals: { 'aws:PrincipalOrgID': '${aws:PrincipalOrgID}' } })],
  ['none of a list', anybody({ StringEquals: { 'aws:PrincipalOrgID': [] } })],
  ['who has no organization', anybody({ StringEqualsIfExists: { 'aws:PrincipalOrgID': organization } })],
  ['all but an organization', anybody({ StringNotEquals: { 'aws:PrincipalOrgID': organization } })],
  ['who has no path', anybody({ 'ForAllValues:StringLike': { 'aws:PrincipalOrgPaths': `${organization}/*` } })],
  ['paths of any organization', anybody({ 'ForAnyValue:StringLike': { 'aws:PrincipalOrgPaths': 'o-*/r-ab12/*' } })],
  ['a path without its slash', anybody({ 'ForAnyValue:StringLike': { 'aws:PrincipalOrgPaths': `${organization}*` } })],
  ['a list of nobody', anybody({ StringEquals: { 'aws:PrincipalAccount': [] } })],
  ['who has an organization of any name', anybody({ Null: { 'aws:PrincipalOrgID': 'false' } })],
  ['who has a tag or none', anybody({ StringNotEquals: { 'aws:PrincipalTag/team': 'a' } })],
  [
    'a unit without its slash',
    anybody({ 'ForAnyValue:StringLike': { 'aws:PrincipalOrgPaths': `${organization}/r-ab12/ou-ab12-1*` } }),
  ],
  ['roles of a made-up partition', anybody({ ArnLike: { 'aws:PrincipalArn': `arn:aws-evil:iam::${them}:role/ci` } })],
  ['roles of any account', anybody({ ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/ci' } })],
  ['accounts that start alike', anybody({ StringLike: { 'aws:PrincipalAccount': '1*' } })],
  ['anyone who has an address', anybody({ IpAddress: { 'aws:SourceIp': '0.0.0.0/0' } })],
  ['anyone who has a tag', anybody({ StringEquals: { 'aws:PrincipalTag/team': 'a' } })],
  ['anyone who uses TLS', anybody({ Bool: { 'aws:SecureTransport': 'true' } })],
])('fails when it grants access to %s', (_, props) => {
  expect(() => addedStatement(props)).toThrow(new Error(`\`Stack/Service policy\` ${everyone}`));
});

const half = (principal: string) =>
  `must name accounts, roles or users, got the principal '${principal}'. IAM accepts no wildcard and no incomplete ARN.`;

test.each<[string, iam.IPrincipal, string]>([
  ['every account', new iam.AccountPrincipal('*'), 'arn:aws:iam::*:root'],
  ['half an account', new iam.AccountPrincipal('123'), 'arn:aws:iam::123:root'],
  ['an account without a name', new iam.AccountPrincipal(''), 'arn:aws:iam:::root'],
  ['every role', new iam.ArnPrincipal(`arn:aws:iam::${them}:role/*`), `arn:aws:iam::${them}:role/*`],
  ['an account of a number too long', new iam.AccountPrincipal('1111222233334'), 'arn:aws:iam::1111222233334:root'],
  ['a role by question mark', new iam.ArnPrincipal(`arn:aws:iam::${them}:role/c?`), `arn:aws:iam::${them}:role/c?`],
  ['a made-up partition', new iam.ArnPrincipal(`arn:aws-evil:iam::${them}:root`), `arn:aws-evil:iam::${them}:root`],
  ['junk', new iam.ArnPrincipal('junk'), 'junk'],
  ['a bucket', new iam.ArnPrincipal('arn:aws:s3:::bucket'), 'arn:aws:s3:::bucket'],
])('fails when it grants access to %s', (_, principal, shown) => {
  for (const stack of [newStack(), newOpenStack()]) {
    expect(() => addedStatement({ principals: [theirs, principal] }, stack)).toThrow(
      new Error(`\`Stack/Service policy\` ${half(shown)}`),
    );
  }
});

test.each([
  ['a session as a resource of IAM', 'iam', 'assumed-role/ci/run', ' Name the role, not one of its sessions.'],
  ['a session without its name', 'sts', 'assumed-role/ci', ' Name the role, not one of its sessions.'],
  ['a group', 'iam', 'group/developers', ''],
  ['an instance profile', 'iam', 'instance-profile/node', ''],
  ['a policy', 'iam', 'policy/push', ''],
  ['a role without a name', 'iam', 'role/', ''],
  ['a role as a resource of STS', 'sts', 'role/ci', ''],
])('fails when it grants access to %s', (_, service, name, remedy) => {
  const arn = `arn:aws:${service}::${them}:${name}`;
  const message = `must name accounts, roles or users, got '${arn}'. Use an ARN such as 'arn:aws:iam::111122223333:role/name'.${remedy}`;
  expect(() => addedStatement({ principals: [theirs, new iam.ArnPrincipal(arn)] })).toThrow(
    new Error(`\`Stack/Service policy\` ${message}`),
  );
  expect(() => addedStatement({ principals: [new iam.ArnPrincipal(arn)], effect: iam.Effect.DENY })).toThrow(message);
});

test('takes a federated user', () => {
  expect(() =>
    addedStatement({ principals: [new iam.ArnPrincipal(`arn:aws:sts::${them}:federated-user/bob`)] }),
  ).not.toThrow();
});

test('fails when a wildcard follows a value that is not known at synth', () => {
  const principal = new iam.ArnPrincipal(`arn:aws:iam::${Aws.ACCOUNT_ID}:role/*`);
  expect(() => addedStatement({ principals: [principal] })).toThrow(
    new Error(`\`Stack/Service policy\` ${half('arn:aws:iam:::role/*')}`),
  );
});

const unknown = (service: string) =>
  `must name an AWS service, got '${service}'. Use a name such as 'lambda.amazonaws.com'.`;
const alone = 'must name one service and no other principal, got several principals. Add a statement for each of them.';
const weak =
  'must restrict the service to a source, got a condition that any account meets. Name an account or an ARN.';
const byLambda = (conditions: iam.Conditions) => ({ principals: [lambda], conditions });

test.each<[string, iam.PolicyStatementProps, string]>([
  ['nobody', { principals: [] }, 'must name a principal, got none. ECR rejects such a statement.'],
  ['no service of AWS', { principals: [new iam.ServicePrincipal('evil.com')] }, unknown('evil.com')],
  [
    'a look-alike of a service',
    { principals: [new iam.ServicePrincipal('lambda.amazonaws.com.evil.com')] },
    unknown('lambda.amazonaws.com.evil.com'),
  ],
  [
    'half the name of a host',
    { principals: [new iam.ServicePrincipal('evilamazonaws.com')] },
    unknown('evilamazonaws.com'),
  ],
  ['two services', { principals: [lambda, new iam.ServicePrincipal('codebuild.amazonaws.com')] }, alone],
  ['a service beside an account', { principals: [lambda, theirs] }, alone],
  ['a service for any account', byLambda({ StringLike: { 'aws:SourceAccount': '*' } }), weak],
  ['a service for accounts that start alike', byLambda({ StringLike: { 'aws:SourceAccount': '1*' } }), weak],
  [
    'a service for functions of any account',
    byLambda({ ArnLike: { 'aws:SourceArn': 'arn:aws:lambda:*:*:function:*' } }),
    weak,
  ],
  ['a service that names no source', byLambda({ StringEqualsIfExists: { 'aws:SourceAccount': them } }), weak],
  ['a service for any organization', byLambda({ StringLike: { 'aws:SourceOrgID': 'o-*' } }), weak],
])('fails when it grants access to %s', (_, props, problem) => {
  expect(() => addedStatement(props)).toThrow(new Error(`\`Stack/Service policy\` ${problem}`));
});

const federated = (type: string) =>
  `must name accounts, roles, users or services, got a ${type} principal. Name the role that it assumes.`;
const web = { StringEquals: { 'accounts.google.com:aud': 'a', 'aws:PrincipalOrgID': organization } };

test.each<[string, iam.IPrincipal, string]>([
  ['an identity provider', new iam.FederatedPrincipal('accounts.google.com', web), 'Federated'],
  ['a web identity', new iam.WebIdentityPrincipal('cognito-identity.amazonaws.com', web), 'Federated'],
  ['a provider by ARN', new iam.WebIdentityPrincipal(`arn:aws:iam::${them}:oidc-provider/a.b`), 'Federated'],
  ['a SAML provider', new iam.FederatedPrincipal(`arn:aws:iam::${them}:saml-provider/a`), 'Federated'],
  ['a canonical user', new iam.CanonicalUserPrincipal('a'.repeat(64)), 'CanonicalUser'],
])('fails when it grants access to %s', (_, principal, type) => {
  const add = (effect: iam.Effect) => () => {
    // The action of a federated principal stays that of the statement.
    new ImageRepository(newStack(), 'Service').addToResourcePolicy(
      new iam.PolicyStatement({ effect, principals: [principal], actions: pull }),
    );
  };
  expect(add(iam.Effect.ALLOW)).toThrow(new Error(`\`Stack/Service policy\` ${federated(type)}`));
  expect(add(iam.Effect.DENY)).not.toThrow();
});
