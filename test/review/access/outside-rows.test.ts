import {
  account,
  allowOn,
  byService,
  document,
  linesOf,
  login,
  ownLinesOf,
  env,
  push,
  repository,
  reviewOf,
  role,
} from '../reviewed';
import { reviewTemplates } from '../../../lib/review/review-templates';

const list = 'ecr:ListImages';
const trust = byService('lambda.amazonaws.com');

/** An ARN of the account and Region of the templates. */
const arn = (name: string) => `arn:aws:ecr:eu-west-1:${account}:repository/${name}`;

/** The lines of a role with these policies, about repositories that no template creates. */
function outsideLines(resources: Parameters<typeof reviewOf>[0], more: object = {}): string[] {
  const { access } = reviewOf(resources, more);
  return linesOf({ access: access.filter((row) => row.outside === true && row.via === '') });
}

const of = (...statements: object[]) => ({ Ci: role('ci', trust, ...statements) });

test.each<[string, object[], string[]]>([
  ['one ARN', [login, allowOn(push, 'prod/web')], [`role/ci push ${arn('prod/web')}: allowed`]],
  ['one ARN without a login', [allowOn(push, 'prod/web')], []],
  ['all names with the same start', [allowOn(list, 'prod/*')], [`role/ci list ${arn('prod/*')}: allowed`]],
  ['every resource', [{ Effect: 'Allow', Action: list, Resource: '*' }], ['role/ci list *: allowed']],
  [
    'every resource but one',
    [{ Effect: 'Allow', Action: list, NotResource: arn('prod/web') }],
    [`role/ci list *: conditional if unless the resource is ${arn('prod/web')}`],
  ],
  [
    'every resource but two, and a further condition',
    [
      {
        Effect: 'Allow',
        Action: list,
        NotResource: [arn('a'), arn('b')],
        Condition: { StringEquals: { 'aws:SourceVpce': 'vpce-1' } },
      },
    ],
    [
      `role/ci list *: conditional if unless the resource is ${arn('a')} or the resource is ${arn('b')} and aws:SourceVpce is vpce-1`,
    ],
  ],
  [
    'every action but deletions',
    [{ Effect: 'Allow', NotAction: ['ecr:*Delete*', 'ecr:Put*', 'ecr:Set*', 'ecr:Batch*'], Resource: arn('a') }],
    [
      `role/ci configure ${arn('a')}: allowed`,
      `role/ci list ${arn('a')}: allowed`,
      `role/ci push ${arn('a')}: conditional if by replication`,
    ],
  ],
  [
    'an ARN of another account',
    [{ Effect: 'Allow', Action: list, Resource: 'arn:aws:ecr:eu-west-1:222222222222:repository/app' }],
    [
      "role/ci list arn:aws:ecr:eu-west-1:222222222222:repository/app: conditional if the repository's policy in account 222222222222 allows it",
    ],
  ],
  [
    'a name from a policy variable',
    [allowOn(list, '${aws:PrincipalTag/team}')],
    [`role/ci list ${arn('${aws:PrincipalTag/team}')}: allowed`],
  ],
  ['a pattern of another service', [{ Effect: 'Allow', Action: '*', Resource: 'arn:aws:s3:::bucket/*' }], []],
  ['an ARN of a repository policy', [{ Effect: 'Allow', Action: 'ecr-public:*', Resource: '*' }], []],
  [
    'a Region that a statement denies the others of',
    [
      { Effect: 'Allow', Action: list, Resource: '*' },
      {
        Effect: 'Deny',
        Action: '*',
        Resource: '*',
        Condition: { StringNotEquals: { 'aws:RequestedRegion': 'us-east-1' } },
      },
    ],
    ['role/ci list *: conditional if aws:RequestedRegion is us-east-1'],
  ],
])('a role may use %s', (_, statements, lines) => {
  expect(outsideLines(of(...statements))).toEqual(lines);
});

test('the ARN of a repository of the templates has no second row', () => {
  const review = reviewOf({ App: repository('app'), ...of(allowOn(list, 'app')) });
  expect(linesOf(review)).toEqual(ownLinesOf(review));
});

test('a name that is known only at deploy may be in another account', () => {
  const resource = { 'Fn::Sub': 'arn:aws:ecr:eu-west-1:${Owner}:repository/app' };
  const more = { Parameters: { Owner: { Type: 'String' } } };
  expect(outsideLines(of({ Effect: 'Allow', Action: list, Resource: resource }), more)).toEqual([
    "role/ci list arn:aws:ecr:eu-west-1:${app.Owner}:repository/app: conditional if the repository's policy in ${app.Owner} allows it, if that is another account",
  ]);
});

test('a boundary limits a pattern to the repositories that it names', () => {
  const limit = document([{ Effect: 'Allow', Action: list, Resource: arn('prod/*') }]);
  const ci = role('ci', trust, { Effect: 'Allow', Action: 'ecr:*', Resource: '*' });
  const resources = {
    Limit: { Type: 'AWS::IAM::ManagedPolicy', Properties: { PolicyDocument: limit } },
    Ci: { ...ci, Properties: { ...(ci.Properties as object), PermissionsBoundary: { Ref: 'Limit' } } },
  };
  expect(outsideLines(resources)).toEqual([`role/ci list *: conditional if the resource is ${arn('prod/*')}`]);
});

test('a pattern has no row for access that only narrower patterns of the identity allow', () => {
  const statements = [
    { Effect: 'Allow', Action: list, Resource: '*' },
    allowOn('ecr:BatchDeleteImage', 'prod/*'),
    allowOn('ecr:BatchDeleteImage', 'dev'),
  ];
  expect(outsideLines(of(...statements))).toEqual([
    'role/ci list *: allowed',
    `role/ci delete ${arn('prod/*')}: allowed`,
    `role/ci list ${arn('prod/*')}: allowed`,
    `role/ci delete ${arn('dev')}: allowed`,
    `role/ci list ${arn('dev')}: allowed`,
  ]);
});

test('two patterns that overlap both have the access that only both together allow', () => {
  const statements = [login, allowOn(push.slice(0, 3), 'prod/*'), allowOn(push.slice(3), '*/web')];
  expect(outsideLines(of(...statements))).toEqual([
    `role/ci push ${arn('prod/*')}: conditional if the resource is ${arn('*/web')}`,
    `role/ci push ${arn('*/web')}: conditional if the resource is ${arn('prod/*')}`,
  ]);
});

test('a pattern and one repository of it that together allow a push have a row for the repository', () => {
  const statements = [login, allowOn(push.slice(0, 3), 'prod/*'), allowOn(push.slice(3), 'prod/web')];
  expect(outsideLines(of(...statements))).toEqual([`role/ci push ${arn('prod/web')}: allowed`]);
});

test('an unreadable statement creates no row for every repository', () => {
  const statement = { Effect: 'Allow', Action: list, Resource: arn('a'), Condition: 'none' };
  expect(outsideLines(of(statement))).toEqual([]);
  expect(reviewOf(of(statement)).unreviewed.length).toBeGreaterThan(0);
});

test('the conditions of the template under which the role exists apply to its rows', () => {
  const ci = { ...role('ci', trust, allowOn(list, 'prod/web')), Condition: 'IsProd' };
  const more = {
    Conditions: { IsProd: { 'Fn::Equals': [{ Ref: 'Env' }, 'prod'] } },
    Parameters: { Env: { Type: 'String' } },
  };
  expect(outsideLines({ Ci: ci }, more)).toEqual([
    `role/ci list ${arn('prod/web')}: conditional if template condition IsProd`,
  ]);
});

test('a group without members in the templates has rows, and a group with members has none', () => {
  const policies = [{ PolicyName: 'own', PolicyDocument: document([allowOn(list, 'prod/web')]) }];
  const group = { Type: 'AWS::IAM::Group', Properties: { GroupName: 'devs', Policies: policies } };
  expect(outsideLines({ Devs: group })).toEqual([`members of group devs list ${arn('prod/web')}: allowed`]);
  const user = { Type: 'AWS::IAM::User', Properties: { UserName: 'ann', Groups: [{ Ref: 'Devs' }] } };
  expect(outsideLines({ Devs: group, Ann: user })).toEqual([`user/ann list ${arn('prod/web')}: allowed`]);
});

test('a repository of another template is not outside these templates', () => {
  const report = reviewTemplates([
    { name: 'a', file: 'a', body: { Resources: { App: repository('app') } }, env },
    { name: 'b', file: 'b', body: { Resources: of(allowOn(list, 'app')) }, env },
  ]);
  expect(linesOf(report)).toEqual([
    'role/ci list app: allowed',
    'lambda.amazonaws.com as ci list app: allowed',
    'lambda.amazonaws.com assume role/ci: allowed',
  ]);
});
