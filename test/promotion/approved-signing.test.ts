import { Stack } from 'aws-cdk-lib';
import { CfnSigningConfiguration } from 'aws-cdk-lib/aws-ecr';
import { Platform, SigningProfile } from 'aws-cdk-lib/aws-signer';
import { ImagePromotion } from '../../lib/promotion/image-promotion';
import { ScanGate } from '../../lib/promotion/scan-gate';
import { ImageRepository } from '../../lib/repository/image-repository';
import { isAllowed } from '../simulation';
import { account, env, newApp, newStack, onlyProperties, region, resourcesOf, templateOf } from '../synthesis';
import {
  addPrefixPromotion,
  addPromotion,
  copyRoleArn,
  machineRoleArn,
  policiesOf,
  prefixStack,
  promotionStack,
} from './promotion';

const type = 'AWS::ECR::SigningConfiguration';
const profileArn = `arn:aws:signer:${region}:${account}:/signing-profiles/promoted`;
const profileIn = (stack: Stack) =>
  SigningProfile.fromSigningProfileAttributes(stack, 'Profile', {
    signingProfileName: 'promoted',
    signingProfileVersion: 'abcdefghij',
  });

function signed(add: typeof addPromotion): Stack {
  const stack = newStack();
  add(stack, { signingProfile: profileIn(stack) });
  return stack;
}

test.each([
  ['the approved repository', addPromotion, 'approved/alice'],
  ['all below the approved prefix', addPrefixPromotion, 'approved/*'],
])('D15: ECR signs what is in %s and nothing else, so that a signature means "promoted"', (_, add, filter) => {
  expect(onlyProperties(signed(add), type)).toEqual({
    Rules: [{ SigningProfileArn: profileArn, RepositoryFilters: [{ FilterType: 'WILDCARD_MATCH', Filter: filter }] }],
  });
});

test('D15: the promoter may sign with this profile, and the machine with none', async () => {
  const stack = signed(addPromotion);
  const may = (principal: string, role: string, resource: string) =>
    isAllowed(
      { principal, identityPolicies: policiesOf(stack, role) },
      { action: 'signer:SignPayload', resource, account },
    );
  await expect(may(copyRoleArn, 'PromotionCopyRole', profileArn)).resolves.toBe(true);
  await expect(may(copyRoleArn, 'PromotionCopyRole', `${profileArn}-other`)).resolves.toBe(false);
  await expect(may(machineRoleArn, 'PromotionMachineRole', profileArn)).resolves.toBe(false);
});

test('nothing is signed, and no role may sign, unless a profile is given', () => {
  for (const stack of [promotionStack(), prefixStack()]) {
    expect(resourcesOf(stack, type)).toEqual([]);
    expect(JSON.stringify(policiesOf(stack, 'PromotionCopyRole'))).not.toContain('signer:');
  }
});

test('fails when the registry of the target is another one', () => {
  const app = newApp();
  const there = new Stack(app, 'There', { env: { account, region: 'us-west-2' } });
  const target = new ImageRepository(there, 'Approved', { repositoryName: 'approved/alice' });
  const stack = new Stack(app, 'Stack', { env });
  const source = new ImageRepository(stack, 'Incoming');
  const make = () =>
    new ImagePromotion(stack, 'P', { source, target, gate: ScanGate.basic(), signingProfile: profileIn(stack) });
  expect(make).toThrow(
    new Error(
      '`signingProfile` requires a target in the registry of the promotion, got one in account ' +
        `${account} and Region us-west-2. Configure the signing of that registry in its own stack.`,
    ),
  );
});

test('a profile of the app is named by its own ARN', () => {
  const stack = newStack();
  addPromotion(stack, {
    signingProfile: new SigningProfile(stack, 'Profile', { platform: Platform.NOTATION_OCI_SHA384_ECDSA }),
  });
  const [rule] = onlyProperties(stack, type).Rules as [{ SigningProfileArn: unknown }];
  expect(rule.SigningProfileArn).toEqual({ 'Fn::GetAtt': [expect.stringMatching(/^Profile/), 'Arn'] });
});

describe('a registry has one signing configuration', () => {
  const other = (stack: Stack) =>
    new CfnSigningConfiguration(stack, 'Other', { rules: [{ signingProfileArn: profileArn }] });

  test('fails when another construct of the app configures it too, in any stack', () => {
    const app = newApp();
    const stack = new Stack(app, 'Stack', { env });
    addPromotion(stack, { signingProfile: profileIn(stack) });
    other(new Stack(app, 'Second', { env }));
    expect(() => templateOf(stack)).toThrow(
      "`signingProfile` must be set once per registry, got a second signing configuration at 'Second/Other'. ECR " +
        'has one per registry. Remove one, or promote both with one prefix.',
    );
  });

  test('another Region has its own', () => {
    const app = newApp();
    const stack = new Stack(app, 'Stack', { env });
    addPromotion(stack, { signingProfile: profileIn(stack) });
    other(new Stack(app, 'Second', { env: { account, region: 'us-west-2' } }));
    expect(() => templateOf(stack)).not.toThrow();
  });
});
