import { CfnParameter, type Stack } from 'aws-cdk-lib';
import { Repository } from 'aws-cdk-lib/aws-ecr';
import { Platform } from 'aws-cdk-lib/aws-ecr-assets';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { StringParameter } from 'aws-cdk-lib/aws-ssm';
import { BuildSecret } from '../../lib/build-input/build-secret';
import { ImageBuilder } from '../../lib/build/image-builder';
import { ImageCache } from '../../lib/build/image-cache';
import { ImageCheckProject } from '../../lib/build/image-check-project';
import { ImageSource } from '../../lib/build/source/image-source';
import { ImageTag } from '../../lib/naming/image-tag';
import { type Caller, docker, identityPoliciesOf, isAllowed } from '../simulation';
import { account, newOpenStack, newStack, onlyProperties, type Properties, region, warningsOf } from '../synthesis';
import {
  addProject,
  connectionArn,
  policiesOf,
  projectType,
  projectWith,
  repositoryArn,
  statementsWith,
} from './build-project';

const variablesOf = ({ Environment: environment }: Properties) =>
  Object.fromEntries(
    (environment as { EnvironmentVariables: Properties[] }).EnvironmentVariables.map(({ Name: name, ...rest }) => [
      String(name),
      rest,
    ]),
  );

/** The role of the builds, with the policies of the template. */
const roleOf = (stack: Stack): Caller => ({
  principal: `arn:aws:iam::${account}:role/build`,
  identityPolicies: identityPoliciesOf(stack, { BuildLogs: 'arn:aws:logs:eu-west-1:123456789012:log-group:x:*' }),
});

test('tags, arguments, labels and the stage are variables, in the order in which they are given', () => {
  const project = projectWith({
    tags: [ImageTag.commit(), ImageTag.fixed('latest'), ImageTag.branch('branch-')],
    buildArgs: { A: '1', B: '$(x)' },
    labels: { 'org.opencontainers.image.title': 'Pizza' },
    target: 'production',
  });
  const plain = (value: string) => ({ Type: 'PLAINTEXT', Value: value });
  expect(variablesOf(project)).toMatchObject({
    TAG_RULE_00: plain('commit'),
    TAG_RULE_01: plain('fixed:latest'),
    TAG_RULE_02: plain('branch:branch-'),
    BUILD_ARG_00: plain('A=1'),
    BUILD_ARG_01: plain('B=$(x)'),
    IMAGE_LABEL_00: plain('org.opencontainers.image.title=Pizza'),
    BUILD_TARGET: plain('production'),
  });
});

test('tokens pass', () => {
  const stack = newOpenStack();
  const value = new CfnParameter(stack, 'Value').valueAsString;
  addProject(stack, {
    target: value,
    buildArgs: { A: value },
    labels: { a: value },
    tags: [ImageTag.fixed(value), ImageTag.branch(value)],
    builder: ImageBuilder.buildx({ buildKitImage: value }),
  });
  const variables = variablesOf(onlyProperties(stack, projectType));
  expect(variables.BUILD_TARGET?.Value).toEqual({ Ref: 'Value' });
  expect(variables.BUILD_ARG_00?.Value).toEqual({ 'Fn::Join': ['', ['A=', { Ref: 'Value' }]] });
  expect(variables.TAG_RULE_00?.Value).toEqual({ 'Fn::Join': ['', ['fixed:', { Ref: 'Value' }]] });
});

describe('B14: secrets', () => {
  const secretOf = (stack: Stack, encryptionKey?: Key) => new Secret(stack, 'Secret', { encryptionKey });

  test('of Secrets Manager are read by CodeBuild, and by this role alone with this key', () => {
    const stack = newStack();
    const key = new Key(stack, 'SecretKey');
    const secrets = { npm: BuildSecret.fromSecretsManager(secretOf(stack, key), 'token') };
    const statements = statementsWith({ secrets }, stack);
    const variables = variablesOf(onlyProperties(stack, projectType));
    expect(variables.BUILD_SECRET_ID_00).toEqual({ Type: 'PLAINTEXT', Value: 'npm' });
    expect(variables.BUILD_SECRET_VALUE_00).toEqual({
      Type: 'SECRETS_MANAGER',
      Value: { 'Fn::Join': ['', [{ Ref: expect.stringMatching(/^Secret/) as string }, ':token']] },
    });
    expect(statements).toContainEqual({
      Action: 'secretsmanager:GetSecretValue',
      Effect: 'Allow',
      Resource: { Ref: expect.stringMatching(/^Secret/) as string },
    });
    expect(statements).toContainEqual({
      Action: 'kms:Decrypt',
      Effect: 'Allow',
      Resource: { 'Fn::GetAtt': [expect.stringMatching(/^SecretKey/), 'Arn'] },
    });
  });

  test('that are known by name are read by their name and six characters, and no longer ones', async () => {
    const stack = newStack();
    addProject(stack, { secrets: { npm: BuildSecret.fromSecretsManager(Secret.fromSecretNameV2(stack, 'S', 'npm')) } });
    const caller = roleOf(stack);
    const may = (name: string) =>
      isAllowed(caller, {
        action: 'secretsmanager:GetSecretValue',
        resource: `arn:aws:secretsmanager:${region}:${account}:secret:${name}`,
        account,
      });
    expect(await Promise.all(['npm-AbCdEf', 'npm-other-AbCdEf', 'other-AbCdEf'].map(may))).toEqual([
      true,
      false,
      false,
    ]);
  });

  test('of Parameter Store are read one by one', () => {
    const stack = newStack();
    const parameter = StringParameter.fromSecureStringParameterAttributes(stack, 'P', { parameterName: '/app/npm' });
    const key = Key.fromKeyArn(stack, 'K', `arn:aws:kms:${region}:${account}:key/1`);
    const secrets = { npm: BuildSecret.fromSsmParameter(parameter, { encryptionKey: key }) };
    const statements = statementsWith({ secrets }, stack);
    expect(variablesOf(onlyProperties(stack, projectType)).BUILD_SECRET_VALUE_00).toEqual({
      Type: 'PARAMETER_STORE',
      Value: '/app/npm',
    });
    expect(statements).toContainEqual({
      Action: 'ssm:GetParameters',
      Effect: 'Allow',
      Resource: `arn:aws:ssm:${region}:${account}:parameter/app/npm`,
    });
    expect(statements).toContainEqual({ Action: 'kms:Decrypt', Effect: 'Allow', Resource: key.keyArn });
  });

  test('need no permissions if there are none', () => {
    expect(JSON.stringify(statementsWith())).not.toMatch(/secretsmanager|ssm:|kms:/);
  });
});

describe('a cache', () => {
  const cacheArn = `arn:aws:ecr:${region}:${account}:repository/cache`;

  test('in a repository needs permission to pull and push there, and nothing else', async () => {
    const stack = newStack();
    const repository = Repository.fromRepositoryArn(stack, 'Cache', cacheArn);
    addProject(stack, { cache: ImageCache.registry(repository), platforms: [Platform.LINUX_ARM64] });
    const caller = roleOf(stack);
    const ends = (arn: string) => Promise.all([docker('push', caller, { arn }), docker('pull', caller, { arn })]);
    expect(await ends(cacheArn)).toEqual(['done', 'done']);
    expect(await ends(repositoryArn)).toEqual(['done', ['ecr:GetDownloadUrlForLayer']]);
    expect(await ends(`${cacheArn}-other`)).toEqual(['refused', 'refused']);
    const deletes = { action: 'ecr:BatchDeleteImage', resource: cacheArn, account };
    expect(await isAllowed(caller, deletes)).toBe(false);
  });

  test('in a folder stays on the machine, and needs no permission', () => {
    expect(projectWith({ cache: ImageCache.local() }).Cache).toEqual({ Type: 'LOCAL', Modes: ['LOCAL_CUSTOM_CACHE'] });
    expect(statementsWith({ cache: ImageCache.local() })).toEqual(statementsWith());
  });
});

test('B18: no layers stay, unless asked, and where pull requests are checked never', () => {
  const stack = newStack();
  const source = ImageSource.gitHub('acme/app', { connectionArn, branches: ['main'] });
  new ImageCheckProject(stack, 'Check', { source, privileged: true });
  expect(onlyProperties(stack, projectType).Cache).toEqual({ Type: 'NO_CACHE' });
  expect(projectWith().Cache).toEqual({ Type: 'NO_CACHE' });
});

describe('B10: the role', () => {
  test('has no wildcard in any action, and in a resource for the login only', () => {
    const stack = newStack();
    addProject(stack, { platforms: [Platform.LINUX_AMD64, Platform.LINUX_ARM64], cache: ImageCache.local() });
    const statements = policiesOf(stack).flatMap(({ Statement: all }) => all as Properties[]);
    const wide = statements.filter((statement) => JSON.stringify(statement).includes('*'));
    expect(wide).toEqual([{ Sid: 'LogIn', Effect: 'Allow', Action: 'ecr:GetAuthorizationToken', Resource: '*' }]);
  });
});

describe('B19: an image of a builder', () => {
  test('gives a warning if it has no digest', () => {
    const stack = newStack();
    addProject(stack, { builder: ImageBuilder.buildx({ buildKitImage: 'example.com/buildkit:1' }) });
    expect(warningsOf(stack)).toEqual([
      expect.stringContaining("`buildKitImage` is 'example.com/buildkit:1'. Its tag may become another image"),
    ]);
  });

  test('gives no warning if it has a digest or is the default', () => {
    const stack = newStack();
    addProject(stack, {
      builder: ImageBuilder.buildx({ buildKitImage: `example.com/buildkit@sha256:${'a'.repeat(64)}` }),
    });
    expect(warningsOf(stack)).toEqual([]);
  });
});
