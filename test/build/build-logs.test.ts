import { App, RemovalPolicy, type Stack, Stack as CdkStack } from 'aws-cdk-lib';
import { Repository } from 'aws-cdk-lib/aws-ecr';
import { Key } from 'aws-cdk-lib/aws-kms';
import { type ILogGroup, LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { ImageBuildProjects } from '../../lib/build/image-build-projects';
import { ImageCheckProject } from '../../lib/build/image-check-project';
import { ImageSource } from '../../lib/build/source/image-source';
import { addAllPacks } from '../nag-packs';
import { isAllowed } from '../simulation';
import {
  account,
  newApp,
  newOpenStack,
  newStack,
  onlyProperties,
  onlyResource,
  type Properties,
  region,
  resourcesOf,
  templateOf,
  warningsOf,
} from '../synthesis';
import { addProject, connectionArn, logGroupArn, policiesOf, projectName, projectType } from './build-project';

const keyType = 'AWS::KMS::Key';
const groupType = 'AWS::Logs::LogGroup';
const importedKeyArn = `arn:aws:kms:${region}:${account}:key/11111111-2222-3333-4444-555555555555`;

/** The permissions of CloudWatch Logs for the key. */
function logStatements(stack: Stack): Properties[] {
  const { KeyPolicy: policy } = onlyProperties(stack, keyType);
  return (policy as { Statement: Properties[] }).Statement.filter(({ Sid: sid }) => sid !== undefined);
}

test('the key of the project is rotated', () => {
  const stack = newStack();
  addProject(stack);
  expect(onlyProperties(stack, keyType).EnableKeyRotation).toBe(true);
});

test('the key lets CloudWatch Logs of this Region encrypt this group and no other', () => {
  const stack = newStack();
  addProject(stack);
  expect(logStatements(stack)).toEqual([
    {
      Sid: expect.stringMatching(/^EncryptLogs[0-9a-f]{8}$/) as string,
      Effect: 'Allow',
      Principal: { Service: `logs.${region}.amazonaws.com` },
      Action: ['kms:Decrypt', 'kms:DescribeKey', 'kms:Encrypt', 'kms:GenerateDataKey*', 'kms:ReEncrypt*'],
      Resource: '*',
      Condition: { ArnEquals: { 'kms:EncryptionContext:aws:logs:arn': logGroupArn } },
    },
  ]);
});

test('the group that is made is the group that the key knows and the project writes to', () => {
  const stack = newStack();
  addProject(stack);
  const [id] = Object.keys(templateOf(stack).findResources(groupType));
  expect(onlyProperties(stack, groupType).LogGroupName).toBe(`/aws/codebuild/${projectName}`);
  expect(onlyProperties(stack, projectType).LogsConfig).toEqual({
    CloudWatchLogs: { Status: 'ENABLED', GroupName: { Ref: id } },
  });
});

test('group and project use the key', () => {
  const stack = newStack();
  addProject(stack);
  const [id] = Object.keys(templateOf(stack).findResources(keyType));
  const arn = { 'Fn::GetAtt': [id, 'Arn'] };
  expect(onlyProperties(stack, groupType).KmsKeyId).toEqual(arn);
  expect(onlyProperties(stack, projectType).EncryptionKey).toEqual(arn);
});

test('a given key replaces the key of the project, and allows the log group', () => {
  const stack = newStack();
  addProject(stack, { encryptionKey: new Key(stack, 'Given', { description: 'given' }) });
  expect(onlyProperties(stack, keyType).Description).toBe('given');
  expect(logStatements(stack)).toMatchObject([
    { Condition: { ArnEquals: { 'kms:EncryptionContext:aws:logs:arn': logGroupArn } } },
  ]);
});

test('an imported key is used, and a warning says what its policy has to allow', () => {
  const stack = newStack();
  addProject(stack, { encryptionKey: Key.fromKeyArn(stack, 'Imported', importedKeyArn) });
  expect(resourcesOf(stack, keyType)).toEqual([]);
  expect(onlyProperties(stack, groupType).KmsKeyId).toBe(importedKeyArn);
  expect(warningsOf(stack)).toEqual([
    `The key is imported, so CDK cannot change its policy. Allow logs.${region}.amazonaws.com to encrypt ` +
      `${logGroupArn} in it. Otherwise the log group cannot be created. [ack: Annotation::cdk-ecr-publishing:KeyPolicyNotChanged]`,
  ]);
});

test('the key of the project gives no warning', () => {
  const stack = newStack();
  addProject(stack);
  expect(warningsOf(stack)).toEqual([]);
});

test.each<[string, RetentionDays | undefined, number | undefined]>([
  ['a year, unless told', undefined, 365],
  ['as long as told', RetentionDays.TWO_WEEKS, 14],
  ['for ever, where told', RetentionDays.INFINITE, undefined],
])('logs stay %s', (_, logRetention, days) => {
  const stack = newStack();
  addProject(stack, { logRetention });
  expect(onlyProperties(stack, groupType).RetentionInDays).toBe(days);
});

test.each<[string, RemovalPolicy | undefined, string]>([
  ['stay', undefined, 'Retain'],
  ['go, where told', RemovalPolicy.DESTROY, 'Delete'],
])('logs and key %s when the project goes', (_, removalPolicy, policy) => {
  const stack = newStack();
  addProject(stack, { removalPolicy });
  for (const type of [groupType, keyType]) {
    expect(onlyResource(stack, type)).toMatchObject({ DeletionPolicy: policy, UpdateReplacePolicy: policy });
  }
});

describe('a log group that exists', () => {
  const existingName = '/aws/codebuild/web';
  const importedArn = (of = region, partition = 'aws', owner = account) =>
    `arn:${partition}:logs:${of}:${owner}:log-group:${existingName}`;
  const adders: [string, (stack: Stack, logGroup?: ILogGroup) => unknown][] = [
    ['a build', (stack, logGroup) => addProject(stack, { logGroup })],
    [
      'a check of pull requests',
      (stack, logGroup) => new ImageCheckProject(stack, 'Check', { source, commands: ['make'], projectName, logGroup }),
    ],
    [
      'the builds of several images',
      (stack, logGroup) =>
        new ImageBuildProjects(stack, 'Shop', {
          source,
          images: [{ name: 'web', repository: Repository.fromRepositoryName(stack, 'Web', 'web') }],
          logGroup,
        }),
    ],
  ];
  const source = ImageSource.gitHub('acme/web', { connectionArn, branches: ['main'] });

  describe.each(adders)('of %s', (_, add) => {
    const stack = newStack();
    add(stack, LogGroup.fromLogGroupName(stack, 'Existing', existingName));

    test('is used instead of a new one, and no key encrypts it', () => {
      expect(resourcesOf(stack, groupType)).toEqual([]);
      expect(logStatements(stack)).toEqual([]);
      expect(onlyProperties(stack, projectType).LogsConfig).toEqual({
        CloudWatchLogs: { Status: 'ENABLED', GroupName: existingName },
      });
    });

    test.each([
      ['logs:PutLogEvents', `${existingName}:log-stream:11111111`, true],
      ['logs:CreateLogStream', `${existingName}:log-stream:11111111`, true],
      ['logs:PutLogEvents', `/aws/codebuild/${projectName}:log-stream:11111111`, false],
      ['logs:PutLogEvents', `${existingName}-2:log-stream:11111111`, false],
      ['logs:CreateLogGroup', existingName, false],
      ['logs:DeleteLogStream', `${existingName}:log-stream:11111111`, false],
    ])('%s on %s: %s', async (action, group, allowed) => {
      const identityPolicies = JSON.parse(
        JSON.stringify(policiesOf(stack)).replaceAll('{"Ref":"AWS::Partition"}', '"aws"'),
        (_key, value: unknown) => joined(value),
      ) as object[];
      const caller = { principal: `arn:aws:iam::${account}:role/build`, identityPolicies };
      const resource = `arn:aws:logs:${region}:${account}:log-group:${group}`;
      expect(await isAllowed(caller, { action, resource, account })).toBe(allowed);
    });
  });

  test.each(adders)('of another Region, account or partition fails for %s', (_, add) => {
    const attempt = (arn: string) => () => {
      const stack = newStack();
      add(stack, LogGroup.fromLogGroupArn(stack, 'Existing', arn));
    };
    const other = (place: string) =>
      new Error(`\`logGroup\` must be in the account and Region of the builds, ${account} ${region}, got ${place}`);
    expect(attempt(importedArn('us-east-1'))).toThrow(other(`${account} us-east-1`));
    expect(attempt(importedArn(region, 'aws', '999999999999'))).toThrow(other(`999999999999 ${region}`));
    const chinese = importedArn('cn-north-1', 'aws-cn');
    expect(attempt(chinese)).toThrow(
      new Error(
        `\`logGroup\` must be in partition 'aws', as its stack is, got '${chinese}:*'. AWS connects nothing across partitions.`,
      ),
    );
    expect(attempt(importedArn())).not.toThrow();
  });

  test('of another stack that has another Region fails', () => {
    const stack = newStack();
    const other = new CdkStack(App.of(stack), 'Other', { env: { account, region: 'us-east-1' } });
    expect(() => addProject(stack, { logGroup: new LogGroup(other, 'Group') })).toThrow(
      new Error(
        `\`logGroup\` must be in the account and Region of the builds, ${account} ${region}, got ${account} us-east-1`,
      ),
    );
  });

  test('of the same stack is used with its own key and retention', () => {
    const stack = newStack();
    addProject(stack, { logGroup: new LogGroup(stack, 'Group', { retention: RetentionDays.ONE_WEEK }) });
    expect(onlyProperties(stack, groupType)).toEqual({ RetentionInDays: 7 });
    expect(onlyProperties(stack, keyType).Description).toBe(`Artifacts of the CodeBuild project ${projectName}`);
  });

  test.each(['/aws/codebuild/*', '/aws/codebuild/w?b', '/aws/codebuild/web:log-stream:one'])(
    'named %s fails',
    (name) => {
      const stack = newStack();
      expect(() => addProject(stack, { logGroup: LogGroup.fromLogGroupName(stack, 'Existing', name) })).toThrow(
        new Error(
          `\`logGroup\` must be the name of a log group, like '/aws/codebuild/web', got '${name}'. Use up to 512 letters, digits and '._-/#'`,
        ),
      );
    },
  );

  test.each(adders.slice(0, 1))('of a stack whose account and Region are tokens is accepted', (_, add) => {
    const stack = newOpenStack();
    add(stack, LogGroup.fromLogGroupArn(stack, 'Existing', importedArn()));
    expect(resourcesOf(stack, groupType)).toEqual([]);
  });

  test('keeps its own retention', () => {
    const stack = newStack();
    const logGroup = LogGroup.fromLogGroupName(stack, 'Existing', existingName);
    expect(() => addProject(stack, { logGroup, logRetention: RetentionDays.ONE_WEEK })).toThrow(
      new Error(
        '`logRetention` must not be set with `logGroup`, whose retention is not changed. Leave it out, and set the retention of the ' +
          'log group itself.',
      ),
    );
  });

  test.each(adders)('leaves no finding of the packs of cdk-nag, for %s', (_, add) => {
    const app = newApp();
    addAllPacks(app);
    const stack = new CdkStack(app, 'Stack', { env: { account, region } });
    add(stack, LogGroup.fromLogGroupName(stack, 'Existing', existingName));
    expect(() => app.synth()).not.toThrow();
  });
});

/** The text of a join that has no references, and any other value as it is. */
function joined(value: unknown): unknown {
  const [separator, parts] = (value as { 'Fn::Join'?: [string, unknown[]] } | null)?.['Fn::Join'] ?? [];
  return parts?.every((part) => typeof part === 'string') ? parts.join(separator) : value;
}
