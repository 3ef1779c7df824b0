import { Duration, Stack } from 'aws-cdk-lib';
import { type CfnRole } from 'aws-cdk-lib/aws-iam';
import { EcsDeployment } from '../../lib/deployment/ecs-deployment';
import { LambdaDeployment } from '../../lib/deployment/lambda-deployment';
import { renderRolloutBuildspec } from '../../lib/promotion/rollout-project';
import { ImagePromotion } from '../../lib/promotion/image-promotion';
import { ScanGate } from '../../lib/promotion/scan-gate';
import { ImageRepository } from '../../lib/repository/image-repository';
import { before, definitionWith, ours, registered, serviceWith, updated, web } from '../deployment/ecs-answers';
import { commandsIn, requestsOf } from '../deployment/rollout-calls';
import { runRollout } from '../deployment/rollout-machine';
import { type Caller, docker, isAllowed, mayLogIn } from '../simulation';
import { account, newApp, newStack, region, resourcesOf } from '../synthesis';
import {
  addPrefixPromotion,
  addPromotion,
  arnOf,
  definitionOf,
  deployProjectArn,
  deployRoleArn,
  machineRoleArn,
  policiesOf,
  promotionStack,
  repositoryPolicy,
  trustOf,
} from './promotion';

const deploys = [
  EcsDeployment.named('c', 's', { family: 'f', passRoles: ['tasks'] }),
  LambdaDeployment.named('f', { alias: 'live' }),
];
const stack = promotionStack({ deploys });
const deployRole: Caller = {
  principal: deployRoleArn.replace(':iam:', ':sts:').replace('role/deploy', 'assumed-role/deploy/AWSCodeBuild-1'),
  identityPolicies: policiesOf(stack, 'PromotionRolloutRole'),
};
const may = (caller: Caller, action: string, resource: string, context: Record<string, string> = {}) =>
  isAllowed({ ...caller, context }, { action, resource, account });
const script = (renderRolloutBuildspec().phases as { build: { commands: string[] } }).build.commands[0] ?? '';

test('the role that deploys may make each call of its build', async () => {
  const commands = [...commandsIn(script)].sort();
  expect(commands).toEqual([
    'ecs describe-services',
    'ecs describe-task-definition',
    'ecs register-task-definition',
    'ecs update-service',
    'lambda get-alias',
    'lambda get-function',
    'lambda publish-version',
    'lambda update-alias',
    'lambda update-function-code',
  ]);
  for (const { action, resource, context } of commands.flatMap((command) => requestsOf(command))) {
    await expect(may(deployRole, action, resource, context)).resolves.toBe(true);
  }
  for (const name of ['incoming/alice', 'approved/alice']) {
    await expect(may(deployRole, 'ecr:DescribeImages', arnOf(name))).resolves.toBe(true);
  }
});

test('the role that deploys can neither pull nor push, and deploys nothing else', async () => {
  const target = { arn: arnOf('approved/alice'), policy: repositoryPolicy(stack, 'approved/alice') };
  await expect(mayLogIn(deployRole)).resolves.toBe(false);
  await expect(docker('pull', deployRole, target)).resolves.toBe('refused');
  await expect(docker('push', deployRole, target)).resolves.toBe('refused');
  await expect(may(deployRole, 'ecr:DescribeImages', arnOf('approved/bob'))).resolves.toBe(false);
  const others = [
    ...requestsOf('ecs update-service', { service: 'c/other' }),
    ...requestsOf('lambda update-function-code', { functionName: 'other' }),
    { action: 'iam:PassRole', resource: `arn:aws:iam::${account}:role/admin` },
  ];
  for (const { action, resource } of others) await expect(may(deployRole, action, resource)).resolves.toBe(false);
});

test('only its project has the role, and the machine starts, follows and stops its builds', async () => {
  expect(trustOf(stack, 'PromotionRolloutRole')).toMatchObject({
    Principal: { Service: 'codebuild.amazonaws.com' },
    Condition: { StringEquals: { 'aws:SourceAccount': account }, ArnEquals: { 'aws:SourceArn': deployProjectArn } },
  });
  const machine: Caller = { principal: machineRoleArn, identityPolicies: policiesOf(stack, 'PromotionMachineRole') };
  for (const action of ['codebuild:BatchGetBuilds', 'codebuild:StartBuild', 'codebuild:StopBuild']) {
    await expect(may(machine, action, deployProjectArn)).resolves.toBe(true);
    await expect(may(machine, action, deployProjectArn.replace('approval-deploy', 'other'))).resolves.toBe(false);
  }
  expect(definitionOf(stack).text).toContain('"ProjectName":"approval-deploy"');
});

test('deployments run one at a time, and as long as their timeouts take together', () => {
  const projects = resourcesOf(stack, 'AWS::CodeBuild::Project').map(({ Properties: properties }) => properties);
  expect(projects.find(({ Name: name }) => name === 'approval-deploy')).toMatchObject({
    ConcurrentBuildLimit: 1,
    TimeoutInMinutes: 50,
    Description: 'Deploys images of approved/alice by digest',
  });
});

test('without deployments there is no project for them, and no role', () => {
  const plain = newStack();
  expect(addPromotion(plain).deployRole).toBeUndefined();
  expect(resourcesOf(plain, 'AWS::CodeBuild::Project')).toHaveLength(1);
  expect(definitionOf(plain).text).not.toContain('Deploy');
});

test('a target in another account lets the role that deploys list its images', () => {
  const app = newApp();
  const there = new Stack(app, 'There', { env: { account: '222222222222', region } });
  const here = new Stack(app, 'Here', { env: { account, region } });
  const target = new ImageRepository(there, 'Approved', { repositoryName: 'approved/alice' });
  const source = new ImageRepository(here, 'Incoming', { repositoryName: 'incoming/alice' });
  const promotion = new ImagePromotion(here, 'Promotion', { source, target, gate: ScanGate.basic(), deploys });
  const name = (promotion.deployRole?.node.defaultChild as CfnRole).roleName ?? '';
  expect(JSON.stringify(resourcesOf(there, 'AWS::ECR::Repository'))).toContain(here.resolve(name) as string);
});

/** A run of the build, with the images of the source and of the target. */
function run(tags: Record<string, number>, digest: string, approved = Object.keys(tags)) {
  const digests = Object.fromEntries(
    Object.keys(tags).map((tag, index) => [tag, `sha256:${String(index).repeat(64)}`]),
  );
  const images = Object.entries(tags).map(([tag, minute]) => ({
    imageDigest: digests[tag],
    imageTags: [tag],
    imagePushedAt: `2026-11-30T10:0${minute}:00.000000+00:00`,
  }));
  const deployment = {
    ROLLOUT_KIND: 'ecs',
    ROLLOUT_REGION: region,
    ROLLOUT_MINUTES: '30',
    ECS_CLUSTER: 'pizza',
    ECS_SERVICE: 'web',
  };
  const image = `${account}.dkr.ecr.${region}.amazonaws.com/approved/alice@${digests[digest] ?? digest}`;
  const result = runRollout(
    `${script}\necho "DEPLOYED is $DEPLOYED"`,
    {
      IMAGE_DIGEST: digests[digest] ?? digest,
      SOURCE_REGION: region,
      SOURCE_ACCOUNT: account,
      SOURCE_REPOSITORY: 'incoming/alice',
      TARGET_REGION: region,
      TARGET_ACCOUNT: account,
      TARGET_REGISTRY: `${account}.dkr.ecr.${region}.amazonaws.com`,
      TARGET_REPOSITORY: 'approved/alice',
      DEPLOYMENT_00: JSON.stringify(deployment),
    },
    {
      'describe-images': [
        { imageDetails: images },
        { imageDetails: images.filter(({ imageTags: [tag = ''] }) => approved.includes(tag)) },
      ],
      'describe-services': [
        serviceWith(),
        serviceWith([{ ...ours, rolloutState: 'IN_PROGRESS' }, before]),
        serviceWith([ours]),
      ],
      'describe-task-definition': [definitionWith(), definitionWith([{ ...web, image }], {}, 8)],
      'register-task-definition': [registered],
      'update-service': [updated],
    },
  );
  return { ...result, image };
}

test('the build deploys the newest approved image by its digest', () => {
  const { status, registered: input, result, image } = run({ 'v1.0.0': 1, 'v1.1.0': 2 }, 'v1.1.0');
  expect({ status, result }).toEqual({ status: 0, result: 'DEPLOYED is yes' });
  expect(input).toMatchObject({ containerDefinitions: [{ name: 'web', image }] });
});

test('the build deploys nothing, and is green, if a newer image is approved', () => {
  const { status, changes, result } = run({ 'v1.0.0': 1, 'v1.1.0': 2 }, 'v1.0.0');
  expect({ status, changes, result }).toEqual({
    status: 0,
    changes: [],
    result: 'DEPLOYED is v1.1.0 is newer and approved',
  });
});

test.each([
  [
    'an image that is not approved',
    'v1.0.0',
    'Not deployed: The images of incoming/alice and approved/alice cannot be compared',
  ],
  ['what is not a digest', '$(touch pwned)', "Not deployed: IMAGE_DIGEST must be a digest, got '$(touch pwned)'"],
])('the build fails for %s, and deploys nothing', (_, digest, message) => {
  const { status, changes, result } = run({ 'v1.0.0': 1 }, digest, []);
  expect({ status, changes, result }).toEqual({ status: 1, changes: [], result: message });
});

test.each([
  [
    'a restart',
    () => addPromotion(newStack(), { deploys: [EcsDeployment.restart('c', 's')] }),
    "`deploys[0]` must not restart a service, got 'c/s'. No tag of an approved image moves, so its tasks would start with the image " +
      'from before. Use EcsDeployment.named() or EcsDeployment.toService().',
  ],
  [
    'prefixes',
    () => addPrefixPromotion(newStack(), { deploys }),
    '`deploys` requires `source` and `target`, got an ImagePromotion with `sourcePrefix`. Images of several repositories would ' +
      'replace each other. Create one ImagePromotion for each repository that is deployed.',
  ],
  [
    'timeouts that no build can wait for',
    () =>
      addPromotion(newStack(), {
        deploys: ['a', 'b', 'd', 'e', 'g', 'h'].map((name) =>
          EcsDeployment.named('c', name, { timeout: Duration.hours(6) }),
        ),
      }),
    '`deploys` must take at most 2150 minutes together, got 2160 minutes. Lower the timeouts of the deployments.',
  ],
])('refuses %s', (_, make, message) => {
  expect(make).toThrow(message);
});
