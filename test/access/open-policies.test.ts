import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { ImageRepository } from '../../lib/repository/image-repository';
import { account, newStack, onlyProperties } from '../synthesis';
import { organization, pull, them, unit } from './sample-consumers';

const root = `arn:aws:iam::${them}:root`;
const theirPull = { Effect: 'Allow', Principal: { AWS: root }, Action: pull };

/** Adds a hand-written statement: a pull by another account, with some parts replaced. `undefined` removes a part. */
function adding(parts: object, stack = newStack()): () => void {
  const json: unknown = JSON.parse(JSON.stringify({ ...theirPull, ...parts }));
  return () => {
    new ImageRepository(stack, 'Service').addToResourcePolicy(PolicyStatement.fromJson(json));
  };
}

test('the statement that all others here differ from in one thing is taken', () => {
  const stack = newStack();
  adding({}, stack)();
  expect(onlyProperties(stack, 'AWS::ECR::Repository').RepositoryPolicyText).toMatchObject({ Statement: [theirPull] });
});

function refuses(rows: readonly (readonly [name: string, parts: object, problem: string])[]): void {
  test.each(rows)('fails with %s', (_, parts, problem) => {
    expect(adding(parts)).toThrow(new Error(`\`Stack/Service policy\` ${problem}`));
  });
}

describe('any principal', () => {
  const anyone =
    "must not allow access to everyone, got the principal '*'. Name accounts or roles, or an organization " +
    '(ImageConsumer.organization).';
  const half = (principal: string) =>
    `must name accounts, roles or users, got the principal '${principal}'. IAM accepts no wildcard and no incomplete ARN.`;
  const none = 'must name a principal, got none. ECR rejects such a statement.';
  const halves = [
    'arn:aws:iam::*:root',
    'arn:aws:iam:::root',
    'arn:aws:iam::123:root',
    'arn:aws:iam::*:role/ci',
    'arn:aws:iam::1111222233??:root',
    `arn:aws:iam::${them}:*`,
    '123',
    'arn:*',
  ];
  refuses([
    ['a star', { Principal: '*' }, anyone],
    ['a star of AWS', { Principal: { AWS: '*' } }, anyone],
    ['a star in a list', { Principal: { AWS: ['*'] } }, anyone],
    ['a star behind an account', { Principal: { AWS: [root, '*'] } }, anyone],
    ['a star of every type', { Principal: { '*': '*' } }, anyone],
    ['a star of identity providers', { Principal: { Federated: '*' } }, anyone],
    ['a star of services', { Principal: { Service: '*' } }, anyone],
    ...halves.map((AWS) => [`'${AWS}'`, { Principal: { AWS } }, half(AWS)] as const),
    ...halves.map((AWS) => [`'${AWS}' behind an account`, { Principal: { AWS: [root, AWS] } }, half(AWS)] as const),
    ['an empty text', { Principal: { AWS: '' } }, none],
    ['an empty list', { Principal: { AWS: [] } }, none],
    ['no principal', { Principal: undefined }, none],
  ]);
});

describe('exclusions', () => {
  const principal = 'must name the principals that it allows, got `NotPrincipal`. That would allow everyone else.';
  const action = 'must name the actions that it allows, got `NotAction`. That would allow every other action.';
  const byOrganization = { Condition: { StringEquals: { 'aws:PrincipalOrgID': organization } } };
  const notThem = { Principal: undefined, NotPrincipal: { AWS: root } };
  const notDelete = { Action: undefined, NotAction: 'ecr:DeleteRepository' };
  refuses([
    ['all principals but one', notThem, principal],
    ['all principals but several', { ...notThem, NotPrincipal: { AWS: [root, account] } }, principal],
    ['all principals but one, of an organization', { ...notThem, ...byOrganization }, principal],
    ['all actions but one', notDelete, action],
    ['all actions but many', { ...notDelete, NotAction: ['ecr:Delete*', 'ecr:Put*'] }, action],
    ['all actions but one for the own account', { ...notDelete, Principal: { AWS: account } }, action],
    ['all principals but one for all actions but one', { ...notThem, ...notDelete }, principal],
  ]);
});

describe('more than a pull, a push or a read', () => {
  const wildcard = (action: string) =>
    `must name each action, got '${action}'. A wildcard also allows to delete images and to change the policy.`;
  const admin = (action: string) =>
    `must allow other accounts only to pull, push or read, got '${action}'. Only a role of the account ` +
    'that owns the repository may delete images or change the repository.';
  const wildcards = ['ecr:*', 'ECR:*', 'ecr:**', 'ecr:Delete*', 'ecr:Put*', 'ecr:*Policy', 'ecr:Batch*'];
  const admins = [
    'SetRepositoryPolicy',
    'DeleteRepositoryPolicy',
    'DeleteRepository',
    'PutLifecyclePolicy',
    'DeleteLifecyclePolicy',
    'BatchDeleteImage',
    'PutImageTagMutability',
    'PutImageScanningConfiguration',
    'UpdateImageStorageClass',
    'setrepositorypolicy',
  ].map((name) => `ecr:${name}`);
  refuses([
    ...wildcards.map((Action) => [Action, { Action }, wildcard(Action)] as const),
    ...wildcards.map((one) => [`a pull and ${one}`, { Action: [...pull, one] }, wildcard(one)] as const),
    ...admins.map((Action) => [Action, { Action }, admin(Action)] as const),
    ...admins.map((one) => [`a pull and ${one}`, { Action: [...pull, one] }, admin(one)] as const),
    ['everything', { Action: '*' }, "must have only ECR actions, got '*'"],
  ]);
});

describe('weak conditions for any principal', () => {
  const anyone =
    "must not allow access to everyone, got the principal '*'. Name accounts or roles, or an organization " +
    '(ImageConsumer.organization).';
  const conditions: readonly (readonly [name: string, Condition: object])[] = [
    ['any organization', { StringLike: { 'aws:PrincipalOrgID': 'o-*' } }],
    ['organizations that start alike', { StringLike: { 'aws:PrincipalOrgID': `${organization}*` } }],
    ['an organization, if there is one', { StringEqualsIfExists: { 'aws:PrincipalOrgID': organization } }],
    ['all organizations but one', { StringNotEquals: { 'aws:PrincipalOrgID': organization } }],
    ['some organization', { Null: { 'aws:PrincipalOrgID': 'false' } }],
    ['every path of none', { 'ForAllValues:StringLike': { 'aws:PrincipalOrgPaths': `${unit}/*` } }],
    ['every organization of none', { 'ForAllValues:StringEquals': { 'aws:PrincipalOrgID': organization } }],
    ['a path without its slash', { 'ForAnyValue:StringLike': { 'aws:PrincipalOrgPaths': `${unit}*` } }],
    ['a path, if there is one', { 'ForAnyValue:StringLikeIfExists': { 'aws:PrincipalOrgPaths': `${unit}/*` } }],
    ['paths of any organization', { 'ForAnyValue:StringLike': { 'aws:PrincipalOrgPaths': 'o-*/r-ab12/*' } }],
    ['a path or any', { 'ForAnyValue:StringLike': { 'aws:PrincipalOrgPaths': [`${unit}/*`, '*'] } }],
    ['an organization by its tag', { StringEquals: { 'aws:PrincipalTag/organization': organization } }],
    ['an organization of the repository', { StringEquals: { 'aws:ResourceOrgID': organization } }],
    ['the organization of a source', { StringEquals: { 'aws:SourceOrgID': organization } }],
  ];
  refuses(conditions.map(([name, Condition]) => [name, { Principal: '*', Condition }, anyone] as const));
});

describe('a service for any source', () => {
  const weak =
    'must restrict the service to a source, got a condition that any account meets. Name an account or an ARN.';
  const functions = `arn:aws:lambda:eu-west-1:${them}:function:*`;
  const conditions: readonly (readonly [name: string, Condition: object])[] = [
    ['any account', { StringLike: { 'aws:SourceAccount': '*' } }],
    ['an account or any', { StringLike: { 'aws:SourceAccount': [them, '*'] } }],
    ['an account, if there is one', { StringEqualsIfExists: { 'aws:SourceAccount': them } }],
    ['all accounts but one', { StringNotEquals: { 'aws:SourceAccount': them } }],
    ['any ARN', { ArnLike: { 'aws:SourceArn': '*' } }],
    ['functions of any account', { ArnLike: { 'aws:SourceArn': 'arn:aws:lambda:*:*:function:*' } }],
    ['functions, if it is one', { ArnLikeIfExists: { 'aws:SourceArn': functions } }],
    ['every function of none', { 'ForAllValues:ArnLike': { 'aws:SourceArn': functions } }],
    ['any organization', { StringLike: { 'aws:SourceOrgID': 'o-*' } }],
    ['some source', { Null: { 'aws:SourceArn': 'false' } }],
    ['units without their slash', { 'ForAnyValue:StringLike': { 'aws:SourceOrgPaths': `${unit}*` } }],
  ];
  const Principal = { Service: 'lambda.amazonaws.com' };
  refuses(conditions.map(([name, Condition]) => [name, { Principal, Condition }, weak] as const));

  test.each(['lambda', 'codebuild', 'sagemaker', 'ecs', 'apprunner'])(
    '%s without a source is restricted to the account',
    (name) => {
      const stack = newStack();
      adding({ Principal: { Service: `${name}.amazonaws.com` } }, stack)();
      const [statement] = (
        onlyProperties(stack, 'AWS::ECR::Repository') as { RepositoryPolicyText: { Statement: object[] } }
      ).RepositoryPolicyText.Statement;
      expect(JSON.stringify((statement as { Condition?: object }).Condition)).toContain(account);
    },
  );
});

describe('every tag mutable', () => {
  test.each([['*'], ['**'], ['***'], ['*****']])('fails with %s', (filter) => {
    for (const mutableTags of [[filter], ['latest', filter]]) {
      expect(() => new ImageRepository(newStack(), 'Service', { mutableTags })).toThrow(
        new Error(
          `\`mutableTags[${mutableTags.length - 1}]\` must be a tag or tag pattern, got '${filter}'. ` +
            'That would make every tag mutable. If that is meant, set `imageTagMutability` to MUTABLE',
        ),
      );
    }
  });
});
