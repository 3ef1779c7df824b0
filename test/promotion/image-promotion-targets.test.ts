import { Stack } from 'aws-cdk-lib';
import { Repository } from 'aws-cdk-lib/aws-ecr';
import { ArnPrincipal, Role } from 'aws-cdk-lib/aws-iam';
import { ImagePromotion } from '../../lib/promotion/image-promotion';
import { type ImagePromotionProps } from '../../lib/promotion/image-promotion-props';
import { ScanGate } from '../../lib/promotion/scan-gate';
import { ImageRepository } from '../../lib/repository/image-repository';
import { docker, isAllowed } from '../simulation';
import {
  account,
  env,
  newApp,
  newStack,
  onlyProperties,
  type Properties,
  region,
  resourcesOf,
  templateOf,
} from '../synthesis';
import { addPrefixPromotion, addPromotion, definitionOf, machineArn, policiesOf, literal } from './promotion';

const production = '210987654321';
const gate = ScanGate.basic();

/** A promotion to a repository of another stack, and that stack. */
function across(target: { account: string; region: string }, props: Partial<ImagePromotionProps> = {}) {
  const app = newApp();
  const there = new Stack(app, 'Production', { env: target });
  const here = new Stack(app, 'Here', { env });
  const promotion = new ImagePromotion(here, 'Promotion', {
    source: new ImageRepository(here, 'Incoming', { repositoryName: 'incoming/alice' }),
    target: new ImageRepository(there, 'Approved', { repositoryName: 'approved/alice' }),
    gate,
    promotionName: 'approval',
    ...props,
  });
  return { app, here, there, promotion };
}

const targetArn = (place: { account: string; region: string }) =>
  `arn:aws:ecr:${place.region}:${place.account}:repository/approved/alice`;
const states = (stack: Stack) => Object.keys((JSON.parse(definitionOf(stack).text) as { States: object }).States);
const policyOf = (stack: Stack) => onlyProperties(stack, 'AWS::ECR::Repository').RepositoryPolicyText as Properties;
const statements = (stack: Stack) => policyOf(stack).Statement as Properties[];

describe.each([
  ['another stack', env],
  ['another Region', { account, region: 'us-west-2' }],
  ['another account', { account: production, region }],
  ['another account and Region', { account: production, region: 'us-west-2' }],
])('a target in %s', (_, place) => {
  const { here, there } = across(place);
  const copyRole = (statements(there)[0]?.Principal as { AWS: unknown }).AWS;

  test('is pushed to by the copy, and its policy allows no one else', async () => {
    templateOf(here);
    const [copies] = policiesOf(here, 'PromotionCopyRole').flatMap(({ Statement: all }) =>
      (all as Properties[]).filter(({ Sid }) => Sid === 'PushImages'),
    );
    expect(copies?.Resource).toBe(targetArn(place));
    expect(statements(there).map(({ Effect }) => Effect as unknown)).toEqual(
      place.account === account || place.region !== region ? ['Allow', 'Deny'] : ['Allow', 'Deny', 'Allow'],
    );
    if (typeof copyRole !== 'string') return;
    const policy = policyOf(there);
    const caller = { principal: copyRole, identityPolicies: policiesOf(here, 'PromotionCopyRole') };
    await expect(docker('push', caller, { arn: targetArn(place), policy })).resolves.toBe('done');
  });

  test('is logged in to in its own Region', () => {
    const { EnvironmentVariables: variables } = onlyProperties(here, 'AWS::CodeBuild::Project').Environment as {
      EnvironmentVariables: { Name: string; Value: string }[];
    };
    expect(Object.fromEntries(variables.map(({ Name, Value }) => [Name, Value]))).toEqual({
      SOURCE_REGISTRY: `${account}.dkr.ecr.${region}.amazonaws.com`,
      SOURCE_REGION: region,
      TARGET_REGISTRY: `${place.account}.dkr.ecr.${place.region}.amazonaws.com`,
      TARGET_REGION: place.region,
    });
  });

  test('is read by the machine if it is in the same Region', () => {
    expect(states(here).includes('Read the target tag')).toBe(place.region === region);
  });

  test('is deployed after the role that its policy names', () => {
    expect(there.dependencies.map(({ node }) => node.id)).toEqual(['Here']);
    expect(here.dependencies).toEqual([]);
  });
});

test('a target in another account lets the machine see whether a tag is taken, and nothing else', async () => {
  const { here, there } = across({ account: production, region });
  const [, , reader] = statements(there);
  expect(reader).toMatchObject({ Effect: 'Allow', Action: ['ecr:BatchGetImage', 'ecr:DescribeImages'] });
  const principal = (reader?.Principal as { AWS: string }).AWS;
  expect(principal).toMatch(new RegExp(`^arn:aws:iam::${account}:role/`));
  const machine = { principal, identityPolicies: policiesOf(here, 'PromotionMachineRole') };
  const may = (action: string) =>
    isAllowed(machine, {
      action,
      resource: targetArn({ account: production, region }),
      account: production,
      resourcePolicy: policyOf(there),
    });
  await expect(may('ecr:BatchGetImage')).resolves.toBe(true);
  await expect(may('ecr:DescribeImages')).resolves.toBe(true);
  await expect(may('ecr:GetDownloadUrlForLayer')).resolves.toBe(false);
  await expect(may('ecr:PutImage')).resolves.toBe(false);
});

test('fails when a target of another stack has no name, since both stacks would wait for each other', () => {
  const app = newApp();
  const target = new ImageRepository(new Stack(app, 'There', { env }), 'Approved');
  const here = new Stack(app, 'Here', { env });
  const source = new ImageRepository(here, 'Incoming');
  expect(() => new ImagePromotion(here, 'Promotion', { source, target, gate })).toThrow(
    '`target` must be in the stack of the promotion, or have a name and a known account and Region, got ' +
      "'There/Approved'. Otherwise the two stacks would depend on each other.",
  );
});

const role = `arn:aws:iam::${account}:role/promoter`;
const byHand = {
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Principal: { AWS: role },
      Action: [
        'ecr:BatchCheckLayerAvailability',
        'ecr:BatchGetImage',
        'ecr:CompleteLayerUpload',
        'ecr:InitiateLayerUpload',
        'ecr:PutImage',
        'ecr:UploadLayerPart',
      ],
    },
    {
      Effect: 'Deny',
      Principal: '*',
      Action: ['ecr:CompleteLayerUpload', 'ecr:InitiateLayerUpload', 'ecr:PutImage', 'ecr:UploadLayerPart'],
      Condition: { ArnNotEquals: { 'aws:PrincipalArn': role } },
    },
  ],
};

describe('an imported target', () => {
  const imported = (stack: Stack) => Repository.fromRepositoryName(stack, 'Theirs', 'approved/alice');
  const words = (path: string, orElse: string) =>
    `\`${path}\` must be a repository of this app, got the imported repository 'approved/alice'. CDK cannot change its ` +
    `policy. Merge this into it by hand (aws ecr set-repository-policy), and ${orElse}. If a stack owns the repository, ` +
    `change its policy in that stack instead. The next update by that stack removes what was added by hand.\n${JSON.stringify(byHand, undefined, 2)}`;

  test('fails when its policy is not known to keep others out, with the policy that does', () => {
    const stack = newStack();
    const props = { target: imported(stack), copyRoleName: 'promoter' };
    expect(() => addPromotion(stack, props)).toThrow(new Error(words('target', 'set `trustTargetPolicy`')));
  });

  test('is copied to if the user says that it has that policy', () => {
    const stack = newStack();
    const props = { target: imported(stack), copyRoleName: 'promoter', trustTargetPolicy: true };
    const promotion = addPromotion(stack, props);
    expect(JSON.parse(promotion.renderTargetPolicy())).toEqual(byHand);
    expect(definitionOf(stack).text).toContain('"repository":"approved/alice"');
    const names = resourcesOf(stack, 'AWS::IAM::Role').map(({ Properties: { RoleName: name } }) => name as unknown);
    expect(names).toContain('promoter');
  });

  test('trusting the policy does not replace it if the target is in this app', () => {
    const stack = newStack();
    addPromotion(stack, { trustTargetPolicy: true });
    const repositories = resourcesOf(stack, 'AWS::ECR::Repository').map((one) => JSON.stringify(one));
    expect(repositories.filter((one) => one.includes('"Deny"'))).toHaveLength(1);
  });

  test('fails when it is added below a prefix, with the policy too', () => {
    const stack = newStack();
    const promotion = addPrefixPromotion(stack, { copyRoleName: 'promoter' });
    expect(() => {
      promotion.addTarget(imported(stack));
    }).toThrow(new Error(words('repository', 'remove the call')));
  });
});

test('who approves may answer the questions of this machine, and nothing else', () => {
  const stack = newStack();
  const reviewer = Role.fromRoleArn(stack, 'Reviewer', `arn:aws:iam::${account}:role/reviewer`);
  addPromotion(stack, { approval: {} }).grantApprove(reviewer);
  const { Statement: granted } = onlyProperties(stack, 'AWS::IAM::Policy').PolicyDocument as { Statement: unknown[] };
  expect(literal(granted)).toEqual([
    { Action: ['states:SendTaskFailure', 'states:SendTaskSuccess'], Effect: 'Allow', Resource: machineArn },
  ]);
});

test('a principal without a policy can be the reviewer, but gets no permission', () => {
  const promotion = addPromotion(newStack(), { approval: {} });
  expect(promotion.grantApprove(new ArnPrincipal(`arn:aws:iam::${account}:role/reviewer`)).success).toBe(false);
});
