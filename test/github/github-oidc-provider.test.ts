import { Aws, CfnParameter, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { GitHubOidcProvider, type GitHubOidcProviderProps } from '../../lib/github/github-oidc-provider';
import { env, frozen, newApp, newOpenStack, newStack, onlyProperties, onlyResource, resourcesOf } from '../synthesis';
import { issuer, providerArn } from './publisher';

const type = 'AWS::IAM::OIDCProvider';
const sha1 = '6938fd4d98bab03faadb97b34396831e3780aea1';

function newProvider(props?: GitHubOidcProviderProps, stack = newStack()): GitHubOidcProvider {
  return new GitHubOidcProvider(stack, 'GitHub', props);
}

test('is for GitHub and STS, and is retained when it leaves the stack', () => {
  const stack = newStack();
  newProvider(undefined, stack);
  expect(onlyResource(stack, type)).toEqual({
    Type: type,
    Properties: { Url: `https://${issuer}`, ClientIdList: ['sts.amazonaws.com'] },
    DeletionPolicy: 'Retain',
    UpdateReplacePolicy: 'Retain',
  });
});

test('accepts audiences, thumbprints and a removal policy', () => {
  const stack = newStack();
  newProvider(frozen({ audiences: ['a', 'b'], thumbprints: [sha1], removalPolicy: RemovalPolicy.DESTROY }), stack);
  expect(onlyResource(stack, type)).toMatchObject({
    Properties: { ClientIdList: ['a', 'b'], ThumbprintList: [sha1] },
    DeletionPolicy: 'Delete',
  });
});

test('accepts tokens', () => {
  const stack = newStack();
  const { valueAsList: audiences } = new CfnParameter(stack, 'Audiences', { type: 'CommaDelimitedList' });
  const { valueAsString: thumbprint } = new CfnParameter(stack, 'Thumbprint');
  newProvider({ audiences, thumbprints: [thumbprint] }, stack);
  expect(onlyProperties(stack, type)).toMatchObject({
    ClientIdList: { Ref: 'Audiences' },
    ThumbprintList: [{ Ref: 'Thumbprint' }],
  });
});

test('has an ARN by its name, and the values that a trust policy needs', () => {
  const { providerArn: arn, issuer: claims, audiences } = newProvider({ audiences: ['a', 'b'] });
  expect({ arn, claims, audiences }).toEqual({ arn: providerArn, claims: issuer, audiences: ['a', 'b'] });
});

test('has an ARN with references if its account and partition are unresolved', () => {
  const stack = newOpenStack();
  expect(stack.resolve(newProvider(undefined, stack).providerArn)).toEqual({
    'Fn::Join': [
      '',
      ['arn:', { Ref: 'AWS::Partition' }, ':iam::', { Ref: 'AWS::AccountId' }, `:oidc-provider/${issuer}`],
    ],
  });
});

test.each([
  ['cn-north-1', 'aws-cn'],
  ['us-gov-west-1', 'aws-us-gov'],
])('has an ARN of the partition of %s', (region, partition) => {
  const stack = newStack({ env: { account: '123456789012', region } });
  expect(newProvider(undefined, stack).providerArn).toBe(providerArn.replace('arn:aws:', `arn:${partition}:`));
});

test('imports the existing provider of the account, and creates nothing', () => {
  const stack = newStack();
  const provider = GitHubOidcProvider.fromAccount(stack, 'Theirs');
  expect(provider).toMatchObject({ providerArn, issuer, audiences: ['sts.amazonaws.com'] });
  expect(resourcesOf(stack, type)).toEqual([]);
});

test('can be imported in several stacks of an account that also creates one', () => {
  const app = newApp();
  const [one, two] = [new Stack(app, 'One', { env }), new Stack(app, 'Two', { env })];
  GitHubOidcProvider.fromAccount(one, 'Theirs');
  GitHubOidcProvider.fromAccount(two, 'Theirs');
  expect(() => newProvider(undefined, two)).not.toThrow();
});

test('accepts a text with a token as audience', () => {
  const stack = newStack();
  newProvider({ audiences: [`sts.${Aws.URL_SUFFIX}`] }, stack);
  expect(onlyProperties(stack, type).ClientIdList).toEqual([{ 'Fn::Join': ['', ['sts.', { Ref: 'AWS::URLSuffix' }]] }]);
});

test.each<[string, GitHubOidcProviderProps, string]>([
  ['there is no audience', { audiences: [] }, '`audiences` must list at least one value, got an empty list'],
  [
    'an audience is a pattern',
    { audiences: ['a', '*'] },
    "`audiences[1]` must be an audience, got '*'. Name it in full.",
  ],
  ['there is no thumbprint', { thumbprints: [] }, '`thumbprints` must list at least one value, got an empty list'],
  [
    'a thumbprint is short',
    { thumbprints: ['abc'] },
    "`thumbprints[0]` must be a thumbprint of 40 hexadecimal characters, got 'abc'",
  ],
  ['there are six thumbprints', { thumbprints: Array<string>(6).fill(sha1) }, '`thumbprints` must be at most 5, got 6'],
])('fails when %s', (_, props, message) => {
  expect(() => newProvider(props)).toThrow(new Error(message));
});
