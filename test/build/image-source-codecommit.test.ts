import { CfnParameter } from 'aws-cdk-lib';
import { Repository } from 'aws-cdk-lib/aws-codecommit';
import { ImageSource } from '../../lib/build/image-source';
import { type CodeCommitSourceOptions } from '../../lib/build/source-options';
import { account, newStack, onlyProperties, region } from '../synthesis';
import { projectType, projectWith, statementsWith } from './build-project';

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

test('takes the default branch, unless told', () => {
  const { stack, source } = codeCommit();
  expect(projectWith({ source }, stack).SourceVersion).toBeUndefined();
});

test('takes the branch that it is told', () => {
  const { stack, source } = codeCommit({ branch: 'release/1.0' });
  expect(projectWith({ source }, stack).SourceVersion).toBe('refs/heads/release/1.0');
});

test('takes a branch that synth does not know', () => {
  const stack = newStack();
  const { source } = codeCommit({ branch: new CfnParameter(stack, 'Branch').valueAsString }, stack);
  projectWith({ source }, stack);
  expect(onlyProperties(stack, projectType).SourceVersion).toEqual({
    'Fn::Join': ['', ['refs/heads/', { Ref: 'Branch' }]],
  });
});

test.each<[string, string, string]>([
  ['is empty', '', 'got an empty text'],
  ['is a pattern', 'release/*', "got 'release/*'; a wildcard would match other branches: name each one"],
  ['is a whole ref', 'refs/heads/main', "got 'refs/heads/main'; leave 'refs/heads/' out: 'main'"],
  ['is no ref name', 'a..b', "got 'a..b'; git takes no such ref name"],
])('fails when the branch %s', (_, branch, problem) => {
  expect(() => codeCommit({ branch })).toThrow(new Error(`\`branch\` must be the name of one Git branch, ${problem}`));
});
