import { Duration } from 'aws-cdk-lib';
import { DockerImageCode, DockerImageFunction, Function } from 'aws-cdk-lib/aws-lambda';
import { LambdaDeployment } from '../../lib/deployment/lambda-deployment';
import { ImageRepository } from '../../lib/repository/image-repository';
import { newStack } from '../synthesis';
import { arnOf, deployStatements } from './deploy-statements';

const functionArn = (name: string, region = 'eu-west-1') => `arn:aws:lambda:${region}:123456789012:function:${name}`;
const change = (Resource: unknown) => ({
  Effect: 'Allow',
  Action: ['lambda:GetFunction', 'lambda:PublishVersion', 'lambda:UpdateFunctionCode'],
  Resource,
});
const readVersions = (Resource: unknown) => ({ Effect: 'Allow', Action: 'lambda:GetFunction', Resource });

test('changes one function, and reads its versions', () => {
  expect(deployStatements(LambdaDeployment.named('api'))).toEqual([
    change(functionArn('api')),
    readVersions(functionArn('api:*')),
  ]);
});

test('moves one alias of a function in another Region', () => {
  const deploy = LambdaDeployment.named('api', { alias: 'live', region: 'us-east-1' });
  expect(deployStatements(deploy)).toEqual([
    change(functionArn('api', 'us-east-1')),
    readVersions(functionArn('api:*', 'us-east-1')),
    {
      Effect: 'Allow',
      Action: ['lambda:GetAlias', 'lambda:UpdateAlias'],
      Resource: [functionArn('api', 'us-east-1'), functionArn('api:live', 'us-east-1')],
    },
  ]);
});

test('changes a function of the app', () => {
  const stack = newStack();
  const code = DockerImageCode.fromEcr(new ImageRepository(stack, 'Image'), { tagOrDigest: 'v1' });
  const handler = new DockerImageFunction(stack, 'Handler', { code });
  const versions = { 'Fn::Join': ['', [arnOf('^Handler'), ':*']] };
  expect(deployStatements(LambdaDeployment.toFunction(handler), stack)).toEqual([
    change(arnOf('^Handler')),
    readVersions(versions),
  ]);
});

test('changes an imported function', () => {
  const stack = newStack();
  const handler = Function.fromFunctionName(stack, 'Handler', 'api');
  expect(deployStatements(LambdaDeployment.toFunction(handler), stack)).toEqual([
    change(functionArn('api')),
    readVersions(functionArn('api:*')),
  ]);
});

test.each<[string, () => LambdaDeployment, string]>([
  [
    'a function is a pattern',
    () => LambdaDeployment.named('api*'),
    "`functionName` must be the name of a Lambda function, got 'api*'. Use at most 64 letters, digits, '_' and '-'",
  ],
  [
    'a function has its version in the name',
    () => LambdaDeployment.named('api:3'),
    "`functionName` must be the name of a Lambda function, got 'api:3'. Use at most 64 letters, digits, '_' and '-'",
  ],
  [
    'an alias is a version',
    () => LambdaDeployment.named('api', { alias: '3' }),
    "`alias` must be an alias of a Lambda function, got '3'. Use at most 128 letters, digits, '_' and '-', and not only digits",
  ],
  [
    'a Region is none',
    () => LambdaDeployment.named('api', { region: 'Ireland' }),
    "`region` must be an AWS Region, got 'Ireland'. For example 'us-east-1'",
  ],
  [
    'a timeout is too long',
    () => LambdaDeployment.named('api', { timeout: Duration.hours(7) }),
    '`timeout` must be whole minutes from 1 minute to 6 hours, got PT7H',
  ],
])('fails when %s', (_, deploy, problem) => {
  expect(deploy).toThrow(new Error(problem));
});
