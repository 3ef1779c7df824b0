import { type Caller, docker, isAllowed, mayLogIn } from '../simulation';
import { account, region } from '../synthesis';
import {
  arnOf,
  copyRoleArn,
  keyArn,
  machineArn,
  machineRoleArn,
  policiesOf,
  prefixStack,
  projectArn,
  promotionStack,
  repositoryPolicy,
  topicArn,
  trustOf,
} from './promotion';

const promoter = 'codebuild-promoter';

describe.each([
  ['between two repositories', promotionStack()],
  ['between prefixes', prefixStack()],
])('a promotion %s', (kind, stack) => {
  const copyRole: Caller = {
    principal: copyRoleArn.replace(':iam:', ':sts:').replace('role/copy', `assumed-role/copy/${promoter}`),
    identityPolicies: policiesOf(stack, 'PromotionCopyRole'),
  };
  const machine: Caller = { principal: machineRoleArn, identityPolicies: policiesOf(stack, 'PromotionMachineRole') };
  const administrator: Caller = {
    principal: `arn:aws:iam::${account}:role/admin`,
    identityPolicies: [{ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] }],
  };
  const source = { arn: arnOf('incoming/alice') };
  const target = { arn: arnOf('approved/alice'), policy: repositoryPolicy(stack, 'approved/alice') };
  const wide = kind === 'between prefixes';

  test('the copy pulls what was pushed and pushes what is approved', async () => {
    await expect(mayLogIn(copyRole)).resolves.toBe(true);
    await expect(docker('pull', copyRole, source)).resolves.toBe('done');
    await expect(docker('push', copyRole, target)).resolves.toBe('done');
  });

  test('the copy pushes nothing back, and pulls nothing that is approved but its manifests', async () => {
    await expect(docker('push', copyRole, source)).resolves.toEqual([
      'ecr:InitiateLayerUpload',
      'ecr:UploadLayerPart',
      'ecr:CompleteLayerUpload',
      'ecr:PutImage',
    ]);
    await expect(docker('pull', copyRole, target)).resolves.toEqual(['ecr:GetDownloadUrlForLayer']);
  });

  test('the copy reaches the repositories of others only below the prefixes', async () => {
    const outcome = wide ? 'done' : 'refused';
    await expect(docker('pull', copyRole, { arn: arnOf('incoming/bob') })).resolves.toBe(outcome);
    await expect(docker('push', copyRole, { arn: arnOf('approved/bob') })).resolves.toBe(outcome);
    for (const name of ['service', 'incoming', 'incoming-evil/bob', 'approved', 'team/approved/bob']) {
      await expect(docker('pull', copyRole, { arn: arnOf(name) })).resolves.toBe('refused');
      await expect(docker('push', copyRole, { arn: arnOf(name) })).resolves.toBe('refused');
    }
    const elsewhere = arnOf('incoming/alice').replace(region, 'us-west-2');
    await expect(docker('pull', copyRole, { arn: elsewhere })).resolves.toBe('refused');
  });

  test('D13: only the promoter pushes to the approved repository, not even administrators', async () => {
    await expect(docker('push', copyRole, target)).resolves.toBe('done');
    for (const caller of [administrator, machine, { ...administrator, principal: `${copyRoleArn}-evil` }]) {
      await expect(docker('push', caller, target)).resolves.toEqual(
        expect.arrayContaining(['ecr:InitiateLayerUpload', 'ecr:PutImage']),
      );
    }
    await expect(docker('pull', administrator, target)).resolves.toBe('done');
  });

  const may = (caller: Caller, action: string, resource: string) => isAllowed(caller, { action, resource, account });

  test('the machine checks pushed images, reads approved ones, and pushes nowhere', async () => {
    await expect(may(machine, 'ecr:BatchGetImage', source.arn)).resolves.toBe(true);
    await expect(may(machine, 'ecr:DescribeImageScanFindings', source.arn)).resolves.toBe(true);
    await expect(may(machine, 'ecr:BatchGetImage', target.arn)).resolves.toBe(true);
    await expect(may(machine, 'ecr:BatchGetImage', arnOf('service'))).resolves.toBe(false);
    for (const action of ['ecr:PutImage', 'ecr:InitiateLayerUpload', 'ecr:BatchDeleteImage']) {
      for (const resource of [source.arn, target.arn])
        await expect(may(machine, action, resource)).resolves.toBe(false);
    }
  });

  test.each<[string, string, string]>([
    ['codebuild:StartBuild', projectArn, `${projectArn}-other`],
    ['codebuild:StopBuild', projectArn, `${projectArn}-other`],
    ['codebuild:BatchGetBuilds', projectArn, `${projectArn}-other`],
    [
      'events:PutRule',
      `arn:aws:events:${region}:${account}:rule/StepFunctionsGetEventsForCodeBuildRule`,
      `arn:aws:events:${region}:${account}:rule/other`,
    ],
    ['sns:Publish', topicArn, `${topicArn}-other`],
  ])('the machine may call %s on what is its own and on nothing else', async (action, its, other) => {
    await expect(may(machine, action, its)).resolves.toBe(true);
    await expect(may(machine, action, other)).resolves.toBe(false);
  });

  test('the machine may encrypt messages with the key of the topic and with no other', async () => {
    const owner = {
      Effect: 'Allow',
      Principal: { AWS: `arn:aws:iam::${account}:root` },
      Action: 'kms:*',
      Resource: '*',
    };
    const resourcePolicy = { Version: '2012-10-17', Statement: [owner] };
    for (const [resource, outcome] of [
      [keyArn, true],
      [keyArn.replace('11111111', '99999999'), false],
    ] as const) {
      const request = { action: 'kms:GenerateDataKey', resource, account, resourcePolicy };
      await expect(isAllowed(machine, request)).resolves.toBe(outcome);
    }
  });

  test('the machine does not log in', async () => {
    await expect(mayLogIn(copyRole)).resolves.toBe(true);
    await expect(mayLogIn(machine)).resolves.toBe(false);
  });

  test('the machine changes no project and starts no execution', async () => {
    for (const [action, resource] of [
      ['codebuild:UpdateProject', projectArn],
      ['states:StartExecution', machineArn],
      ['iam:PassRole', copyRoleArn],
    ] as const) {
      await expect(may(administrator, action, resource)).resolves.toBe(true);
      await expect(may(machine, action, resource)).resolves.toBe(false);
    }
  });
});

test.each<[string, string, string]>([
  ['PromotionCopyRole', 'codebuild.amazonaws.com', projectArn],
  ['PromotionMachineRole', 'states.amazonaws.com', machineArn],
  ['PromotionEventsStart', 'events.amazonaws.com', `arn:aws:events:${region}:${account}:rule/approval-pushes`],
  ['PromotionEventsReport', 'events.amazonaws.com', `arn:aws:events:${region}:${account}:rule/approval-failures`],
])('%s is assumed by %s for this one only', (start, service, arn) => {
  const trust = trustOf(promotionStack(), start);
  const [operator = ''] = Object.keys(trust.Condition).filter((one) => one.startsWith('Arn'));
  expect(trust.Principal).toEqual({ Service: service });
  expect(trust.Condition).toEqual({
    StringEquals: { 'aws:SourceAccount': account },
    [operator]: { 'aws:SourceArn': arn },
  });
});
