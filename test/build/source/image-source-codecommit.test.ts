import { CfnParameter } from 'aws-cdk-lib';
import { Platform } from 'aws-cdk-lib/aws-ecr-assets';
import { Repository } from 'aws-cdk-lib/aws-codecommit';
import { ImageSource } from '../../../lib/build/source/image-source';
import { type CodeCommitSourceOptions } from '../../../lib/build/source/source-options';
import { account, newStack, onlyProperties, region, resourcesOf } from '../../synthesis';
import { projectType, projectWith, statementsWith } from '../build-project';

function codeCommit(options?: CodeCommitSourceOptions, stack = newStack()) {
  return { stack, source: ImageSource.codeCommit(Repository.fromRepositoryName(stack, 'Code', 'app'), options) };
}

test('may pull the repository and nothing else', () => {
  const { stack, source } = codeCommit();
  const [push, logs, ...others] = statementsWith({ source }, stack);
  expect([push?.Sid, logs?.Sid]).toEqual(['PushImages', 'WriteLogs']);
  expect(others).toEqual([
    { Effect: 'Allow', Action: 'codecommit:GitPull', Resource: `arn:aws:codecommit:${region}:${account}:app` },
  ]);
});

test('reads the repository with the role, without a connection or a webhook', () => {
  const { stack, source } = codeCommit();
  const { Source: from, Triggers: triggers } = projectWith({ source }, stack);
  expect(from).toMatchObject({
    Type: 'CODECOMMIT',
    Location: { 'Fn::Join': ['', [`https://git-codecommit.${region}.`, { Ref: 'AWS::URLSuffix' }, '/v1/repos/app']] },
  });
  expect(from).not.toHaveProperty('Auth');
  expect(triggers).toBeUndefined();
});

test('uses the default branch by default', () => {
  const { stack, source } = codeCommit();
  expect(projectWith({ source }, stack).SourceVersion).toBeUndefined();
});

test('uses the given branch', () => {
  const { stack, source } = codeCommit({ branch: 'release/1.0' });
  expect(projectWith({ source }, stack).SourceVersion).toBe('refs/heads/release/1.0');
});

test('accepts a branch that is a token', () => {
  const stack = newStack();
  const { source } = codeCommit({ branch: new CfnParameter(stack, 'Branch').valueAsString }, stack);
  projectWith({ source }, stack);
  expect(onlyProperties(stack, projectType).SourceVersion).toEqual({
    'Fn::Join': ['', ['refs/heads/', { Ref: 'Branch' }]],
  });
});

test.each<[string, string, string]>([
  ['is empty', '', 'got an empty text'],
  ['is a pattern', 'release/*', "got 'release/*'. A wildcard would match other branches. Name each one"],
  ['is a whole ref', 'refs/heads/main', "got 'refs/heads/main'. Omit 'refs/heads/': 'main'"],
  ['is no ref name', 'a..b', "got 'a..b'. Git does not accept such a ref name"],
])('fails when the branch %s', (_, branch, problem) => {
  expect(() => codeCommit({ branch })).toThrow(new Error(`\`branch\` must be the name of one Git branch, ${problem}`));
});

describe('pushes to branches and tags', () => {
  const { stack, source } = codeCommit({ branches: ['main', 'release/1'], tags: ['v1.0'] });
  projectWith({ source }, stack);
  const rule = onlyProperties(stack, 'AWS::Events::Rule');
  const repositoryArn = `arn:aws:codecommit:${region}:${account}:app`;

  test('start a build by a rule for exactly these refs of this repository', () => {
    expect(rule.EventPattern).toEqual({
      source: ['aws.codecommit'],
      'detail-type': ['CodeCommit Repository State Change'],
      resources: [repositoryArn],
      detail: {
        event: ['referenceCreated', 'referenceUpdated'],
        referenceFullName: ['refs/heads/main', 'refs/heads/release/1', 'refs/tags/v1.0'],
      },
    });
  });

  test('build the commit that was pushed, with the ref for the tags of the image', () => {
    const [target] = rule.Targets as { InputTransformer: { InputPathsMap: object; InputTemplate: string } }[];
    expect(target?.InputTransformer).toEqual({
      InputPathsMap: {
        'detail-referenceFullName': '$.detail.referenceFullName',
        'detail-commitId': '$.detail.commitId',
      },
      InputTemplate: '{"sourceVersion":"<detail-referenceFullName>^{<detail-commitId>}"}',
    });
  });

  test('without them there is no rule', () => {
    const other = codeCommit({ branch: 'main' });
    projectWith({ source: other.source }, other.stack);
    expect(resourcesOf(other.stack, 'AWS::Events::Rule')).toEqual([]);
  });
});

test('renders the depth and the submodules', () => {
  const { stack, source } = codeCommit({ fetchDepth: 5, fetchSubmodules: true });
  expect(projectWith({ source }, stack).Source).toMatchObject({
    GitCloneDepth: 5,
    GitSubmodulesConfig: { FetchSubmodules: true },
  });
});

test('fails when pushes should start builds and the repository is in another Region', () => {
  const stack = newStack();
  const repository = Repository.fromRepositoryArn(stack, 'Code', `arn:aws:codecommit:us-east-1:${account}:app`);
  const source = ImageSource.codeCommit(repository, { branches: ['main'] });
  expect(() => projectWith({ source }, stack)).toThrow(
    new Error(
      `\`source\` must be in account ${account} and Region ${region} to start builds, got account ${account} and ` +
        'Region us-east-1. EventBridge receives no events from there.',
    ),
  );
});

test.each<[string, CodeCommitSourceOptions, string]>([
  [
    'branches hold a pattern',
    { branches: ['release/*'] },
    "`branches[0]` must be the name of one Git branch, got 'release/*'. A wildcard would match other branches. Name each one",
  ],
  ['tags are empty', { tags: [] }, '`tags` must list at least one value, got an empty list'],
  [
    'the depth is 0',
    { fetchDepth: 0 },
    '`fetchDepth` must be a whole number from 1 to 25, got the number 0. Leave it out to fetch the whole history.',
  ],
])('fails when %s', (_, options, message) => {
  expect(() => codeCommit(options)).toThrow(new Error(message));
});

test('fails when pushes should start builds of several platforms, because EventBridge cannot start a batch', () => {
  const { stack, source } = codeCommit({ branches: ['main'] });
  const platforms = [Platform.LINUX_AMD64, Platform.LINUX_ARM64];
  expect(() => projectWith({ source, platforms }, stack)).toThrow(
    new Error(
      '`source` must not start builds by EventBridge with several platforms, because EventBridge cannot start a batch. ' +
        'Leave out `branches`, `tags` and `buildOnUpload`, or make a project for each platform.',
    ),
  );
});
