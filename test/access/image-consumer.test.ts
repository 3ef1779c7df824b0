import { ImageConsumer } from '../../lib/access/image-consumer';
import { frozen, account, newOpenStack, newStack, region } from '../synthesis';
import { organization, policyOf, pull, push, read, role, them, unit, user } from './sample-consumers';

const root = `arn:aws:iam::${them}:root`;
const service = ['ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'];
const tag = { 'aws:PrincipalTag/team': 'web' };
const ofOrganization = { 'aws:PrincipalOrgID': organization };
const sageMaker = 'sagemaker.amazonaws.com';
const model = `arn:aws:sagemaker:${region}:${them}:model/*`;

/** The principal and condition of each consumer, which are the same for every use. */
const principals: [name: string, consumer: ImageConsumer, who: object][] = [
  ['an account', ImageConsumer.account(them), { Principal: { AWS: root } }],
  ['a role', ImageConsumer.role(role), { Principal: { AWS: role } }],
  ['a user', ImageConsumer.user(user), { Principal: { AWS: user } }],
  [
    'tagged principals of another account',
    ImageConsumer.tagged('team', 'web', { accountId: them }),
    { Principal: { AWS: root }, Condition: { StringEquals: tag } },
  ],
  [
    'tagged principals of the own account',
    ImageConsumer.tagged('team', 'web', { accountId: account }),
    { Principal: '*', Condition: { StringEquals: { ...tag, 'aws:PrincipalAccount': account } } },
  ],
];
const manyPrincipals: [name: string, consumer: ImageConsumer, who: object][] = [
  [
    'an organization',
    ImageConsumer.organization(organization),
    { Principal: '*', Condition: { StringEquals: ofOrganization } },
  ],
  [
    'tagged principals of an organization',
    ImageConsumer.tagged('team', 'web', { organizationId: organization }),
    { Principal: '*', Condition: { StringEquals: { ...tag, ...ofOrganization } } },
  ],
  ...[unit, `${unit}/`].map((path): [string, ImageConsumer, object] => [
    `the unit ${path}`,
    ImageConsumer.organizationalUnit(path),
    { Principal: '*', Condition: { 'ForAnyValue:StringLike': { 'aws:PrincipalOrgPaths': `${unit}/*` } } },
  ]),
];

test.each([...principals, ...manyPrincipals])('%s may pull, by exactly this statement', (_, consumer, who) => {
  const policy = policyOf((repository) => {
    repository.allowPull(consumer);
  });
  expect(policy).toEqual({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: pull, ...who }] });
});

test.each([...principals, ...manyPrincipals])('%s may read, by exactly this statement', (_, consumer, who) => {
  const policy = policyOf((repository) => {
    repository.allowRead(consumer);
  });
  expect(policy).toEqual({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: read, ...who }] });
});

test.each(principals)('%s may push, by exactly this statement', (_, consumer, who) => {
  const policy = policyOf((repository) => {
    repository.allowPush(consumer);
  });
  expect(policy).toEqual({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: push, ...who }] });
});

const theirPull = { Effect: 'Allow', Principal: { AWS: root }, Action: pull };
const byLambda = (Condition: object) => ({
  Effect: 'Allow',
  Principal: { Service: 'lambda.amazonaws.com' },
  Action: service,
  Condition,
});
const functionsOf = (id: string) => ({ 'aws:sourceARN': `arn:aws:lambda:${region}:${id}:function:*` });
const bySageMaker = (Condition: object) => ({
  Effect: 'Allow',
  Principal: { Service: sageMaker },
  Action: pull,
  Condition,
});

test.each<[string, ImageConsumer, object[]]>([
  ['Lambda of an account', ImageConsumer.lambda(them), [theirPull, byLambda({ StringLike: functionsOf(them) })]],
  ['Lambda of the own account', ImageConsumer.lambda(account), [byLambda({ StringLike: functionsOf(account) })]],
  [
    'Lambda of an organization',
    ImageConsumer.lambdaOfOrganization(organization),
    [
      { Effect: 'Allow', Principal: '*', Action: pull, Condition: { StringEquals: ofOrganization } },
      byLambda({ StringEquals: { 'aws:SourceOrgID': organization }, StringLike: functionsOf('*') }),
    ],
  ],
  [
    'CodeBuild of an account',
    ImageConsumer.codeBuild(them),
    [
      {
        ...bySageMaker({ StringEquals: { 'aws:SourceAccount': them } }),
        Principal: { Service: 'codebuild.amazonaws.com' },
      },
    ],
  ],
  [
    'a service for an account',
    ImageConsumer.service(sageMaker, { sourceAccount: them }),
    [bySageMaker({ StringEquals: { 'aws:SourceAccount': them } })],
  ],
  [
    'a service for ARNs',
    ImageConsumer.service(sageMaker, { sourceArn: model }),
    [bySageMaker({ ArnLike: { 'aws:SourceArn': model } })],
  ],
  [
    'a service for an organization',
    ImageConsumer.service(sageMaker, { sourceOrganization: organization }),
    [bySageMaker({ StringEquals: { 'aws:SourceOrgID': organization } })],
  ],
  [
    'a service for all of these at once',
    ImageConsumer.service(sageMaker, { sourceAccount: them, sourceArn: model, sourceOrganization: organization }),
    [
      bySageMaker({
        StringEquals: { 'aws:SourceAccount': them, 'aws:SourceOrgID': organization },
        ArnLike: { 'aws:SourceArn': model },
      }),
    ],
  ],
])('%s may pull, by exactly these statements', (_, consumer, Statement) => {
  const policy = policyOf((repository) => {
    repository.allowPull(consumer);
  });
  expect(policy).toEqual({ Version: '2012-10-17', Statement });
});

test('ARNs have the partition of the Region', () => {
  const stack = newStack({ env: { account, region: 'cn-north-1' } });
  const policy = policyOf((repository) => {
    repository.allowPull(ImageConsumer.lambda(them), ImageConsumer.role(`arn:aws-cn:iam::${them}:role/ci`));
  }, stack);
  expect(policy.Statement).toMatchObject([
    { Principal: { AWS: [`arn:aws-cn:iam::${them}:root`, `arn:aws-cn:iam::${them}:role/ci`] } },
    { Condition: { StringLike: { 'aws:sourceARN': `arn:aws-cn:lambda:cn-north-1:${them}:function:*` } } },
  ]);
});

test('ARNs contain tokens if the account and Region of the stack are not known', () => {
  const policy = policyOf((repository) => {
    repository.allowPull(ImageConsumer.account(them));
  }, newOpenStack());
  const AWS = { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, `:iam::${them}:root`]] };
  expect(policy.Statement).toMatchObject([{ Principal: { AWS } }]);
});

test('options are left as they are', () => {
  const options = frozen({ accountId: them });
  const source = frozen({ sourceAccount: them, sourceArn: model });
  const consumers = frozen([ImageConsumer.tagged('team', 'web', options), ImageConsumer.service(sageMaker, source)]);
  const policy = policyOf((repository) => {
    repository.allowPull(...consumers);
  });
  expect(policy.Statement).toHaveLength(2);
});

test('one consumer serves many repositories', () => {
  const consumer = ImageConsumer.lambdaOfOrganization(organization);
  const [first, second] = [1, 2].map(() =>
    policyOf((repository) => {
      repository.allowPull(consumer);
    }),
  );
  expect(first).toEqual(second);
});
