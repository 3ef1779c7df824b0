import { App, CfnCondition, CfnParameter, CfnResource, NestedStack, PhysicalName, Stack, Stage } from 'aws-cdk-lib';
import { BuildSpec, Project } from 'aws-cdk-lib/aws-codebuild';
import { Repository } from 'aws-cdk-lib/aws-ecr';
import { AccountPrincipal, ArnPrincipal, CfnRole, ManagedPolicy, PolicyStatement, Role } from 'aws-cdk-lib/aws-iam';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { ProductStack } from 'aws-cdk-lib/aws-servicecatalog';
import { CfnStateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { type Construct } from 'constructs';
import { TemporaryPushAccess } from '../../../lib/access/contributor/temporary-push-access';
import { ImagePullAccess } from '../../../lib/access/image-pull-access';
import { ImagePushAccess } from '../../../lib/access/image-push-access';
import { ImageBuildProject } from '../../../lib/build/image-build-project';
import { ImageSource } from '../../../lib/build/source/image-source';
import { GitHubPublisherRole } from '../../../lib/github/github-publisher-role';
import { GitHubSubject } from '../../../lib/github/github-subject';
import { ImagePromotion } from '../../../lib/promotion/image-promotion';
import { ScanGate, ScanSeverity } from '../../../lib/promotion/scan-gate';
import { ImageRepository } from '../../../lib/repository/image-repository';
import { account, env, newApp, newOpenStack, newStack, region } from '../../synthesis';

const registry = `account ${account} and Region ${region}`;
const connectionArn = `arn:aws:codeconnections:${region}:${account}:connection/11111111-2222-3333-4444-555555555555`;
const subjects = [GitHubSubject.branch('acme/app', 'main', { ownerId: '1', repositoryId: '2' })];
const assumedBy = new AccountPrincipal(account);

const publisher = (scope: Construct, roleName = 'ci', id = 'GitHub') =>
  new GitHubPublisherRole(scope, id, { roleName, subjects, repositoryPrefixes: ['app/'] });
const builder = (scope: Construct, id = 'Build') =>
  new ImageBuildProject(scope, id, {
    projectName: 'app',
    repository: new ImageRepository(scope, `${id}Images`),
    source: ImageSource.gitHub('acme/app', { connectionArn, branches: ['main'] }),
  });
const oldRole = (scope: Construct, roleName = 'ci') => new Role(scope, 'Old', { roleName, assumedBy });

/** The problems that synth reports, a line each. */
function problemsIn(scope: Construct): string[] {
  try {
    App.of(scope)?.synth({ errorOnDuplicateSynth: false, force: true });
    return [];
  } catch (error) {
    return (error as Error).message.split('\n  ').slice(1);
  }
}

const replaced = (logicalId: string) =>
  `Rename one of them. To replace 'Stack/Old', remove it and give its logical id to this one: overrideLogicalId('${logicalId}').`;

describe('an old resource of the CDK in the stack has the name', () => {
  test.each<[string, (stack: Stack) => unknown, string]>([
    [
      'of a publisher role',
      (stack) => [oldRole(stack), publisher(stack)],
      `[Stack/GitHub] the role name must be unique in account ${account}, got 'ci' as for 'Stack/Old'. ${replaced('OldF7E39C65')}`,
    ],
    [
      'of a project',
      (stack) => [
        new Project(stack, 'Old', { projectName: 'app', buildSpec: BuildSpec.fromObject({ version: '0.2' }) }),
        builder(stack),
      ],
      `[Stack/Build] the project name must be unique in ${registry}, got 'app' as for 'Stack/Old'. ${replaced('OldF7E39C65')}`,
    ],
    [
      "of a project's log group",
      (stack) => [new LogGroup(stack, 'Old', { logGroupName: '/aws/codebuild/app' }), builder(stack)],
      `[Stack/Build] the log group name must be unique in ${registry}, got '/aws/codebuild/app' as for 'Stack/Old'. ${replaced('OldF7E39C65')}`,
    ],
    [
      'of a repository',
      (stack) => [
        new Repository(stack, 'Old', { repositoryName: 'app' }),
        new ImageRepository(stack, 'New', { repositoryName: 'app' }),
      ],
      `[Stack/New] the repository name must be unique in ${registry}, got 'app' as for 'Stack/Old'. ${replaced('OldF7E39C65')}`,
    ],
    [
      'of a managed policy',
      (stack) => [
        new ManagedPolicy(stack, 'Old', {
          managedPolicyName: 'push-app',
          statements: [new PolicyStatement({ actions: ['ecr:DescribeImages'], resources: ['*'] })],
        }),
        new ImagePushAccess(stack, 'Push', {
          managedPolicyName: 'push-app',
          repositories: [new ImageRepository(stack, 'New')],
        }),
      ],
      `[Stack/Push] the managed policy name must be unique in account ${account}, got 'push-app' as for 'Stack/Old'. ${replaced('OldF7E39C65')}`,
    ],
    [
      'of a role that pulls',
      (stack) => [
        oldRole(stack, 'puller'),
        new ImagePullAccess(stack, 'Pull', {
          roleName: 'puller',
          assumedBy,
          repositories: [new ImageRepository(stack, 'New')],
        }),
      ],
      `[Stack/Pull] the role name must be unique in account ${account}, got 'puller' as for 'Stack/Old'. ${replaced('OldF7E39C65')}`,
    ],
    [
      'of a contributor, in the form of its resource and in other case',
      (stack) => [
        new CfnRole(stack, 'Old', { roleName: 'ALICE', assumeRolePolicyDocument: {} }),
        new TemporaryPushAccess(stack, 'Alice', {
          roleName: 'alice',
          repository: new ImageRepository(stack, 'New', { repositoryName: 'app' }),
          assumedBy: new ArnPrincipal(`arn:aws:iam::${account}:role/alice-laptop`),
          expiresAt: '2026-12-31T00:00:00Z',
        }),
      ],
      `[Stack/Alice] the role name must be unique in account ${account}, got 'alice' as for 'Stack/Old'. ${replaced('Old')}`,
    ],
    [
      'of a state machine, without a class',
      (stack) => {
        new CfnResource(stack, 'Old', {
          type: CfnStateMachine.CFN_RESOURCE_TYPE_NAME,
          properties: { StateMachineName: 'promote' },
        });
        return new ImagePromotion(stack, 'Promotion', {
          promotionName: 'promote',
          source: new ImageRepository(stack, 'Source', { repositoryName: 'source' }),
          target: new ImageRepository(stack, 'Target', { repositoryName: 'target' }),
          gate: ScanGate.basic({ maxSeverity: ScanSeverity.MEDIUM }),
        });
      },
      `[Stack/Promotion] the state machine name must be unique in ${registry}, got 'promote' as for 'Stack/Old'. ${replaced('Old')}`,
    ],
  ])('%s', (_, add, problem) => {
    const stack = newStack();
    add(stack);
    expect(problemsIn(stack)).toEqual([problem]);
  });
});

test('an old role of another stack of the account must be removed first, or imported', () => {
  const app = newApp();
  oldRole(new Stack(app, 'One', { env }));
  publisher(new Stack(new Stage(app, 'Stage'), 'Two', { env: { account, region: 'us-east-1' } }));
  expect(problemsIn(app)).toEqual([
    `[Stage/Two/GitHub] the role name must be unique in account ${account}, got 'ci' as for 'One/Old'. Rename one of them. To replace ` +
      "'One/Old', remove it in an earlier deployment, or keep it with RemovalPolicy.RETAIN and import it into this stack with `cdk import`.",
  ]);
});

test('two constructs of this package with one name are reported once, at the second', () => {
  const stack = newStack();
  builder(stack, 'One');
  builder(stack, 'Two');
  expect(problemsIn(stack)).toEqual([
    `[Stack/Two] the project name must be unique in ${registry}, got 'app' as for 'Stack/One'. Rename or remove one of them.`,
  ]);
});

test('stacks without an account count as one only if they are nested', () => {
  const stack = newOpenStack();
  oldRole(stack);
  publisher(new NestedStack(stack, 'Nested'));
  publisher(new Stack(stack, 'Other'));
  expect(problemsIn(stack)).toEqual([
    "[Stack/Nested/GitHub] the role name must be unique in its account, got 'ci' as for 'Stack/Old'. Rename one of them. To replace " +
      "'Stack/Old', remove it in an earlier deployment, or keep it with RemovalPolicy.RETAIN and import it into this stack with `cdk import`.",
  ]);
});

test.each<[string, (stack: Stack) => unknown]>([
  ['is in another account', (stack) => oldRole(new Stack(stack, 'S', { env: { region, account: '999999999999' } }))],
  ['is of another type', (stack) => new LogGroup(stack, 'Old', { logGroupName: 'ci' })],
  ['is imported', (stack) => Role.fromRoleName(stack, 'Old', 'ci')],
  ['is known at deploy time', (stack) => oldRole(stack, new CfnParameter(stack, 'Name').valueAsString)],
  ['is generated', (stack) => oldRole(stack, PhysicalName.GENERATE_IF_NEEDED)],
  [
    'is changed by an override',
    (stack) => {
      (oldRole(stack).node.defaultChild as CfnRole).addPropertyOverride('RoleName', 'other');
    },
  ],
  [
    'is deleted by an override',
    (stack) => {
      (oldRole(stack).node.defaultChild as CfnRole).addPropertyDeletionOverride('RoleName');
    },
  ],
  [
    'depends on a condition',
    (stack) =>
      ((oldRole(stack).node.defaultChild as CfnRole).cfnOptions.condition = new CfnCondition(stack, 'Condition')),
  ],
])('a name is accepted if the other one %s', (_, add) => {
  const stack = newStack();
  publisher(stack);
  add(stack);
  expect(problemsIn(stack)).toEqual([]);
});

test('two versions of a product of Service Catalog have equal names, since each account has one of them', () => {
  const app = newApp();
  const stack = new Stack(new Stage(app, 'Stage', { env }), 'Products');
  for (const version of ['V1', 'V2']) publisher(new ProductStack(stack, version));
  expect(problemsIn(app)).toEqual([]);
});

test('a name that an override makes equal is reported, and a resource that is added after a synth too', () => {
  const stack = newStack();
  publisher(stack);
  const { defaultChild } = oldRole(stack, 'other').node;
  expect(problemsIn(stack)).toEqual([]);
  (defaultChild as CfnRole).addPropertyOverride('RoleName', 'ci');
  expect(problemsIn(stack)).toHaveLength(1);
  (defaultChild as CfnRole).addPropertyOverride('RoleName', 'other');
  expect(problemsIn(stack)).toEqual([]);
  publisher(stack, 'ci', 'Again');
  expect(problemsIn(stack)).toHaveLength(1);
});
