import { Stack } from 'aws-cdk-lib';
import { ImageConsumer } from '../../../lib/access/image-consumer';
import { ImageRepository } from '../../../lib/repository/image-repository';
import { newApp, onlyProperties } from '../../synthesis';
import { propertiesOf, templateOf } from '../config-stacks';

const { account, region } = { account: '123456789012', region: 'us-east-1' }; // of the minimal config
const other = '111111111111';
const organization = 'o-a1b2c3d4e5';
const unit = `${organization}/r-ab12/ou-ab12-11111111`;
const role = 'arn:aws:iam::222222222222:role/path/deployer';
const user = 'arn:aws:iam::222222222222:user/bob';
const arn = `arn:aws:sagemaker:us-east-1:${other}:model/*`;
const [key, value] = ['team', 'platform'];

type Case = [written: object, consumer: ImageConsumer];

const principals: Case[] = [
  [{ account: other }, ImageConsumer.account(other)],
  [{ role }, ImageConsumer.role(role)],
  [{ user }, ImageConsumer.user(user)],
  [{ tagged: { key, value, account } }, ImageConsumer.tagged(key, value, { accountId: account })],
  [{ tagged: { key, value, account: other } }, ImageConsumer.tagged(key, value, { accountId: other })],
];
const many: Case[] = [
  [{ organization }, ImageConsumer.organization(organization)],
  [{ organizationalUnit: unit }, ImageConsumer.organizationalUnit(unit)],
  [{ tagged: { key, value, organization } }, ImageConsumer.tagged(key, value, { organizationId: organization })],
];
const services: Case[] = [
  [{ lambda: { account: other } }, ImageConsumer.lambda(other)],
  [{ lambda: { organization } }, ImageConsumer.lambdaOfOrganization(organization)],
  [{ codeBuild: { account: other } }, ImageConsumer.codeBuild(other)],
  ...[
    { written: { account: other }, source: { sourceAccount: other } },
    { written: { arn }, source: { sourceArn: arn } },
    { written: { organization }, source: { sourceOrganization: organization } },
    {
      written: { account: other, arn, organization },
      source: { sourceAccount: other, sourceArn: arn, sourceOrganization: organization },
    },
  ].map(({ written, source }): Case => [
    { service: { name: 'sagemaker.amazonaws.com', ...written } },
    ImageConsumer.service('sagemaker.amazonaws.com', source),
  ]),
];

/** The policy of the one repository of a config. */
function written(config: object): unknown {
  const warned = jest.spyOn(console, 'error').mockImplementation();
  const template = templateOf({ repositories: [{ name: 'service', ...config }] });
  warned.mockRestore();
  return propertiesOf(template, 'AWS::ECR::Repository')[0]?.RepositoryPolicyText as unknown;
}

/** The policy that the constructs write. */
function made(allow: (repository: ImageRepository) => void): unknown {
  const stack = new Stack(newApp(), 'Stack', { env: { account, region } });
  allow(new ImageRepository(stack, 'Service'));
  return onlyProperties(stack, 'AWS::ECR::Repository').RepositoryPolicyText;
}

test.each([...principals, ...many, ...services])('%j pulls as the construct lets it', (config, consumer) => {
  const policy = written({ pullers: [config] });
  expect(policy).toEqual(
    made((repository) => {
      repository.allowPull(consumer);
    }),
  );
  expect(JSON.stringify(policy)).toContain('ecr:GetDownloadUrlForLayer');
});

test.each(principals)('%j pushes as the construct lets it', (config, consumer) => {
  const policy = written({ pushers: [config] });
  expect(policy).toEqual(
    made((repository) => {
      repository.allowPush(consumer);
    }),
  );
  expect(JSON.stringify(policy)).toContain('ecr:PutImage');
});

test.each([...principals, ...many])('%j looks as the construct lets it', (config, consumer) => {
  const policy = written({ readers: [config] });
  expect(policy).toEqual(
    made((repository) => {
      repository.allowRead(consumer);
    }),
  );
  expect(JSON.stringify(policy)).not.toMatch(/GetDownloadUrlForLayer|PutImage/);
});

test('only the consumers of onlyPushers may push', () => {
  const policy = written({ onlyPushers: [{ role }, { user }] });
  expect(policy).toEqual(
    made((repository) => {
      repository.allowPushOnly(ImageConsumer.role(role), ImageConsumer.user(user));
    }),
  );
  expect(policy).toMatchObject({
    Statement: [
      { Effect: 'Allow', Principal: { AWS: [role, user] } },
      { Effect: 'Deny', Principal: '*', Condition: { ArnNotEquals: { 'aws:PrincipalArn': [role, user] } } },
    ],
  });
});
