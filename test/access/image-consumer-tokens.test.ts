import { Aws, CfnParameter, Fn, Lazy, Token } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { ImageConsumer } from '../../lib/access/image-consumer';
import { newOpenStack, newStack } from '../synthesis';
import { organization, policyOf, them, unit } from './sample-consumers';

/** Each value that accepts text, and the start of a text that may precede a token in it. */
const places: Record<string, [make: (value: string) => ImageConsumer, start: string]> = {
  account: [(value) => ImageConsumer.account(value), '1111'],
  role: [(value) => ImageConsumer.role(value), 'arn:aws:iam::'],
  user: [(value) => ImageConsumer.user(value), 'arn:aws:iam::'],
  'value of a tag': [(value) => ImageConsumer.tagged('team', value, { organizationId: organization }), 'web-'],
  'account of tagged principals': [(value) => ImageConsumer.tagged('team', 'web', { accountId: value }), '1111'],
  'organization of tagged principals': [
    (value) => ImageConsumer.tagged('team', 'web', { organizationId: value }),
    'o-a1b2',
  ],
  organization: [(value) => ImageConsumer.organization(value), 'o-'],
  'organizational unit': [(value) => ImageConsumer.organizationalUnit(value), `${organization}/`],
  'account of functions': [(value) => ImageConsumer.lambda(value), '1111'],
  'organization of functions': [(value) => ImageConsumer.lambdaOfOrganization(value), 'o-'],
  'account of projects': [(value) => ImageConsumer.codeBuild(value), '1111'],
  service: [(value) => ImageConsumer.service(value, { sourceAccount: them }), 'sagemaker.'],
  'account that a service acts for': [
    (value) => ImageConsumer.service('a.amazonaws.com', { sourceAccount: value }),
    '1',
  ],
  'ARN that a service acts for': [
    (value) => ImageConsumer.service('a.amazonaws.com', { sourceArn: value }),
    'arn:aws:sagemaker:',
  ],
  'organization that a service acts for': [
    (value) => ImageConsumer.service('a.amazonaws.com', { sourceOrganization: value }),
    'o-',
  ],
};

const tokens: Record<string, () => string> = {
  'an import': () => Fn.importValue('theirs'),
  'a lazy value': () => Lazy.string({ produce: () => 'theirs' }),
  'a pseudo parameter': () => Aws.ACCOUNT_ID,
  'an attribute': () => Token.asString({ 'Fn::GetAtt': ['Role', 'Arn'] }),
};

const rows = Object.keys(places).flatMap((place) => Object.keys(tokens).map((token) => [token, place] as const));

test.each(rows)('accepts %s as %s, alone and after a text', (token, place) => {
  const [make, start] = places[place] ?? [];
  const value = tokens[token]?.() ?? '';
  for (const stack of [newStack(), newOpenStack()]) {
    const policy = policyOf((repository) => {
      if (make) repository.allowPull(make(value), make(`${start}${value}`));
    }, stack);
    expect(JSON.stringify(policy)).toMatch(/theirs|AWS::AccountId|GetAtt/);
  }
});

test('the ARN of a role of the app is not changed', () => {
  const stack = newStack();
  const role = new iam.Role(stack, 'Promoter', { assumedBy: new iam.AccountRootPrincipal() });
  const policy = policyOf((repository) => {
    repository.allowPush(ImageConsumer.role(role.roleArn));
  }, stack);
  expect(policy.Statement).toMatchObject([
    { Principal: { AWS: { 'Fn::GetAtt': [expect.stringMatching(/^Promoter/), 'Arn'] } } },
  ]);
});

test('an account by parameter becomes the ARN of its root', () => {
  const stack = newStack();
  const { valueAsString } = new CfnParameter(stack, 'Account');
  const policy = policyOf((repository) => {
    repository.allowRead(ImageConsumer.account(valueAsString));
  }, stack);
  const AWS = { 'Fn::Join': ['', ['arn:aws:iam::', { Ref: 'Account' }, ':root']] };
  expect(policy.Statement).toMatchObject([{ Principal: { AWS } }]);
});

test('a unit by parameter is followed by its slash', () => {
  const stack = newStack();
  const { valueAsString } = new CfnParameter(stack, 'Unit');
  const policy = policyOf((repository) => {
    repository.allowPull(ImageConsumer.organizationalUnit(valueAsString), ImageConsumer.organizationalUnit(unit));
  }, stack);
  const paths = [{ 'Fn::Join': ['', [{ Ref: 'Unit' }, '/*']] }, `${unit}/*`];
  expect(policy.Statement).toMatchObject([
    { Condition: { 'ForAnyValue:StringLike': { 'aws:PrincipalOrgPaths': paths } } },
  ]);
});

test('fails when the key of a tag is a token, which CloudFormation puts in no key', () => {
  for (const key of [Aws.ACCOUNT_ID, `team-${Fn.importValue('theirs')}`]) {
    expect(() => ImageConsumer.tagged(key, 'web', { accountId: them })).toThrow(
      new Error('`tagKey` must be known at synth, got a token. Only the value of the tag can be one.'),
    );
  }
});
