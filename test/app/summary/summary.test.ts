import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CfnParameter, Stack } from 'aws-cdk-lib';
import { CfnRepository, Repository, TagMutability } from 'aws-cdk-lib/aws-ecr';
import {
  AnyPrincipal,
  ArnPrincipal,
  type IPrincipal,
  PolicyStatement,
  Role,
  ServicePrincipal,
} from 'aws-cdk-lib/aws-iam';
import { type RepositorySummary, summarize } from '../../../lib/app/summary/summary';
import { synthesizeExample } from '../../example-apps';
import { env, newApp } from '../../synthesis';
import { problemsOf } from '../config-cases';

const registry = () => summarize(synthesizeExample('registry', () => undefined).directory);

describe('the example registry', () => {
  const { repositories, roles, builds } = registry();

  test('has its repositories with all who reach them', () => {
    expect(repositories.find(({ name }) => name === 'namespace/myapp')).toEqual({
      name: 'namespace/myapp',
      region: 'us-east-1',
      tags: 'immutable',
      retention: ['Expire untagged images after 1 day', 'Keep the newest 100 images'],
      pulledBy: [
        'account 111111111111',
        'account 222222222222',
        'user push-pull-user-1',
        'user push-pull-user-2',
        'CodeBuild of 111111111111',
        'CodeBuild of 222222222222',
        'Lambda of 222222222222',
      ],
      pushedBy: ['user push-pull-user-1', 'user push-pull-user-2'],
      readBy: ['role security-reviewer of 333333333333'],
    });
  });

  test('has who pushes by a role', () => {
    const pushed = repositories.map(({ name, pushedBy }) => [name, pushedBy]);
    expect(Object.fromEntries(pushed)).toEqual({
      'jwt-pizza-service': ['role github-ci'],
      'proof-of-concept-repo': ['role of build proof-of-concept-snapshot'],
      'namespace/myapp': ['user push-pull-user-1', 'user push-pull-user-2'],
      'hello-earthly': ['user push-pull-user'],
    });
  });

  test('has the role with what it trusts and may', () => {
    expect(roles).toEqual([
      expect.objectContaining({
        name: 'github-ci',
        trusts: [
          'repo:acme@1001/jwt-pizza@2001:ref:refs/heads/main',
          'repo:acme@1001/jwt-pizza-service@2002:ref:refs/heads/main',
        ],
        may: [
          'push to jwt-pizza-service',
          'deploy to jwt-pizza-service/jwt-pizza-service',
          'pass jwt-pizza-ecs to ECS tasks',
        ],
      }),
    ]);
  });

  test('has the build', () => {
    expect(builds).toEqual([
      {
        name: 'proof-of-concept-snapshot',
        source: 'https://github.com/acme/proof-of-concept.git',
        startsOn: ['push to main'],
        pushesTo: '123456789012.dkr.ecr.eu-west-2.amazonaws.com/proof-of-concept-repo',
      },
    ]);
  });
});

/** The summary of a stack of somebody else with one repository. */
function repositoryOf(make: (stack: Stack) => void): RepositorySummary | undefined {
  const app = newApp();
  make(new Stack(app, 'Stack', { env }));
  return summarize(app.synth().directory).repositories[0];
}

/** Who pulls by a policy that admits a principal. */
function pulledBy(principal: (stack: Stack) => IPrincipal, conditions?: Record<string, unknown>): readonly string[] {
  const actions = ['ecr:GetDownloadUrlForLayer'];
  const repository = repositoryOf((stack) => {
    const statement = new PolicyStatement({ principals: [principal(stack)], actions, conditions });
    new Repository(stack, 'Images', { repositoryName: 'images' }).addToResourcePolicy(statement);
  });
  return repository?.pulledBy ?? [];
}

describe('a repository that was not made here', () => {
  test('nobody is left out: everybody, services, and roles that the template makes', () => {
    expect(pulledBy(() => new AnyPrincipal())).toEqual(['everybody']);
    expect(pulledBy(() => new AnyPrincipal(), { StringEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } })).toEqual([
      'organization o-a1b2c3d4e5',
    ]);
    expect(pulledBy(() => new AnyPrincipal(), { ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::1:role/x' } })).toEqual([
      'whoever has arn:aws:iam::1:role/x',
    ]);
    expect(pulledBy(() => new ServicePrincipal('lambda.amazonaws.com'))).toEqual(['Lambda']);
    expect(pulledBy(() => new ServicePrincipal('ecs.amazonaws.com'))).toEqual(['ecs.amazonaws.com']);
    expect(pulledBy(() => new ArnPrincipal('arn:aws:iam::111111111111:role/a/b'))).toEqual([
      'role a/b of 111111111111',
    ]);
    expect(pulledBy((stack) => new Role(stack, 'Role', { assumedBy: new AnyPrincipal() }))).toEqual([
      expect.stringMatching(/^\{"Fn::GetAtt":\["Role/),
    ]);
  });

  test.each([
    [['ecr:*'], true, true],
    [['*'], true, true],
    [['ECR:Get*'], true, false],
    [['ecr:Put*'], false, true],
    [['ecr:Describe*'], false, false],
  ])('%j lets pull: %s, push: %s', (actions, pull, push) => {
    const repository = repositoryOf((stack) => {
      const principals = [new ArnPrincipal('arn:aws:iam::111111111111:root')];
      const policyText = { Statement: [new PolicyStatement({ principals, actions }).toStatementJson()] };
      new CfnRepository(stack, 'Images', { repositoryPolicyText: policyText });
    });
    expect(repository?.pulledBy).toEqual(pull ? ['account 111111111111'] : []);
    expect(repository?.pushedBy).toEqual(push ? ['account 111111111111'] : []);
  });

  test('a Deny admits nobody', () => {
    const deny = { Effect: 'Deny', Principal: '*', Action: 'ecr:*' };
    const repository = repositoryOf(
      (stack) => new CfnRepository(stack, 'Images', { repositoryPolicyText: { Statement: deny } }),
    );
    expect(repository?.pulledBy).toEqual([]);
  });

  test.each([
    [undefined, 'mutable'],
    [TagMutability.MUTABLE, 'mutable'],
    [TagMutability.IMMUTABLE, 'immutable'],
  ])('with the mutability %s its tags are %s', (imageTagMutability, tags) => {
    expect(repositoryOf((stack) => new Repository(stack, 'Images', { imageTagMutability }))?.tags).toBe(tags);
  });

  test('rules that only the deploy knows are said to be such', () => {
    const repository = repositoryOf((stack) => {
      const { valueAsString: lifecyclePolicyText } = new CfnParameter(stack, 'Policy');
      new CfnRepository(stack, 'Images', { lifecyclePolicy: { lifecyclePolicyText } });
    });
    expect(repository?.retention).toEqual(['rules that are known at deploy']);
  });
});

describe('a folder that is no cloud assembly', () => {
  const { directory } = newApp().synth();
  const folder = join(directory, 'other');
  mkdirSync(folder);
  const problems = (manifest: string) => {
    writeFileSync(join(folder, 'manifest.json'), manifest);
    return problemsOf(() => summarize(folder));
  };

  test('fails when there is no manifest', () => {
    expect(problemsOf(() => summarize('/nowhere'))).toEqual([
      "/nowhere must be a cloud assembly, got no JSON in /nowhere/manifest.json; 'npx cdk synth' makes one",
    ]);
  });

  test('fails when the manifest is no JSON, or names a template that is not there', () => {
    const line = (file: string) =>
      `${folder} must be a cloud assembly, got no JSON in ${join(folder, file)}; 'npx cdk synth' makes one`;
    expect(problems('{')).toEqual([line('manifest.json')]);
    const stack = { type: 'aws:cloudformation:stack', properties: { templateFile: 'gone.json' } };
    expect(problems(JSON.stringify({ artifacts: { stack } }))).toEqual([line('gone.json')]);
  });

  test.each(['null', '[]', '5', '{"artifacts":[]}', '{"artifacts":{"a":null,"b":5,"c":{"type":7}}}'])(
    'takes %s for one without stacks',
    (manifest) => {
      expect(problems(manifest)).toEqual([]);
      expect(summarize(folder)).toEqual({ repositories: [], roles: [], builds: [] });
    },
  );
});
