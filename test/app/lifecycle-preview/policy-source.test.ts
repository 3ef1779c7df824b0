import { join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { ImageRepository, ImageRetention } from 'cdk-ecr-publishing';
import { digest, any, image, keepNewest, now, ranked } from '../../repository/preview/lifecycle-preview-cases';
import { folderWith, run, type Ran } from '../command';

const rules = ranked(keepNewest(1, any));
const text = JSON.stringify({ rules });
const images = { imageDetails: [image('new', 1, ['b']), image('old', 2, ['a'])] };

function preview(policy: unknown, ...args: string[]): Ran {
  const folder = folderWith({ policy, 'images.json': images });
  const paths = ['--policy', join(folder, 'policy'), '--images', join(folder, 'images.json')];
  const ran = run('lifecycle-preview', ...paths, '--now', now, '--format', 'json', ...args);
  return { ...ran, stderr: ran.stderr.replaceAll(folder, 'DIR') };
}

const repository = (name?: unknown, policy?: unknown) => ({
  Type: 'AWS::ECR::Repository',
  Properties: {
    ...(name !== undefined && { RepositoryName: name }),
    ...(policy !== undefined && { LifecyclePolicy: { LifecyclePolicyText: policy } }),
  },
});

const one = { Resources: { Role: { Type: 'AWS::IAM::Role' }, A: repository('team/a', text), B: repository('team/b') } };
const two = {
  Resources: { A: repository('team/a', text), B: repository({ Ref: 'Name' }, text), C: repository('team/c') },
};

const yaml = `
Resources:
  A:
    Type: AWS::ECR::Repository
    Properties:
      RepositoryName: !Sub '\${AWS::StackName}-a'
      LifecyclePolicy:
        LifecyclePolicyText: !Sub |
          ${text}
  B:
    Type: AWS::ECR::Repository
    Properties: { RepositoryName: !Ref Name, Tags: !If [IsProd, [], !GetAtt X.Tags] }
`;

const rulesInYaml = `
rules:
  - rulePriority: 1
    selection: { tagStatus: any, countType: imageCountMoreThan, countNumber: 1 }
    action: { type: expire }
`;

test.each<[string, unknown, string[]]>([
  ['a document', { rules }, []],
  ['a document in YAML', rulesInYaml, []],
  ['a document after a byte order mark', `\uFEFF${text}`, []],
  ['the output of get-lifecycle-policy', { repositoryName: 'team/a', lifecyclePolicyText: text }, []],
  [
    'the output of get-lifecycle-policy, with its repository',
    { repositoryName: 'team/a', lifecyclePolicyText: text },
    ['--repository', 'team/a'],
  ],
  ['a template with one policy', one, []],
  ['a template in YAML with short functions', yaml, []],
  ['a repository by its name', two, ['--repository', 'team/a']],
  ['a repository by its logical id', two, ['--repository', 'B']],
])('accepts %s', (_, policy, args) => {
  const { stdout, stderr, exitCode } = preview(policy, ...args);
  expect({ stderr, exitCode }).toEqual({ stderr: '', exitCode: 0 });
  expect(JSON.parse(stdout)).toMatchObject([
    { imageDigest: digest('new'), action: 'keep' },
    { imageDigest: digest('old'), action: 'expire', rulePriority: 1 },
  ]);
});

test('accepts the template of an ImageRepository', () => {
  const stack = new Stack(new App(), 'Stack');
  new ImageRepository(stack, 'Service', { repositoryName: 'service', retention: [ImageRetention.keepNewest(1)] });
  expect(JSON.parse(preview(Template.fromStack(stack).toJSON()).stdout)).toMatchObject([
    { action: 'keep' },
    { action: 'expire', rulePriority: 1 },
  ]);
});

const ofOther = image('new', 1, ['b'], { repositoryName: 'team/b' });

test.each<[string, unknown]>([
  ['pages', [{ imageDetails: [] }, { imageDetails: [ofOther] }]],
  ['a list of images', [ofOther]],
  ['images of which the first names no repository', { imageDetails: [image('old', 2), ofOther] }],
])('notes that the policy and the images belong to different repositories, with %s', (_, listed) => {
  const folder = folderWith({
    policy: { repositoryName: 'team/a', lifecyclePolicyText: text },
    'images.json': listed,
  });
  const paths = ['--policy', join(folder, 'policy'), '--images', join(folder, 'images.json')];
  expect(run('lifecycle-preview', ...paths, '--now', now, '--format', 'json').stderr).toBe(
    'Note: The policy belongs to team/a, but the images belong to team/b.\n',
  );
});

test.each<[string, unknown, string[], string]>([
  [
    'a template has several policies',
    two,
    [],
    'DIR/policy has several repositories. Choose one with --repository, by name or logical id: team/a (A), B, team/c (C).',
  ],
  [
    'a template does not have the repository',
    two,
    ['--repository', 'team/x'],
    "--repository must be a repository of DIR/policy, got 'team/x'. It has team/a (A), B, team/c (C).",
  ],
  [
    'the repository has no policy',
    two,
    ['--repository', 'C'],
    'DIR/policy: team/c (C) has no lifecycle policy, so it keeps every image',
  ],
  [
    'no repository has a policy',
    { Resources: { A: repository('team/a') } },
    [],
    'DIR/policy must have a repository with a lifecycle policy, got only repositories without one: team/a (A)',
  ],
  [
    'a template has no repository',
    { Resources: {} },
    [],
    'DIR/policy must have an AWS::ECR::Repository, got a template without one',
  ],
  [
    'two repositories have the name',
    { Resources: { A: repository('team/a', text), B: repository('team/a', text) } },
    ['--repository', 'team/a'],
    'DIR/policy has several repositories. Choose one with --repository, by name or logical id: team/a (A), team/a (B).',
  ],
  [
    'the policy of a template is known only at deployment',
    { Resources: { A: repository('team/a', { 'Fn::Join': ['', [text, { Ref: 'X' }]] }) } },
    [],
    'DIR/policy: A must be the policy as text, got a value that is known only at deployment. Give the policy document itself.',
  ],
  [
    'the policy of a template is not JSON',
    { Resources: { A: repository('team/a', 'x') } },
    [],
    'DIR/policy: A must be the policy as JSON, got text that is not JSON',
  ],
  [
    '--repository is set for a document',
    { rules },
    ['--repository', 'team/a'],
    "--repository must be a repository of the policy, got 'team/a'. DIR/policy names no repository.",
  ],
  [
    '--repository is set for the policy of another repository',
    { repositoryName: 'team/a', lifecyclePolicyText: text },
    ['--repository', 'team/b'],
    "--repository must be a repository of the policy, got 'team/b'. DIR/policy is the policy of team/a.",
  ],
])('fails if %s', (_, policy, args, message) => {
  expect(preview(policy, ...args)).toEqual({ stdout: '', stderr: `${message}\n`, exitCode: 1 });
});
