import { pushersOf } from '../../../lib/review/render/pushers';
import { accessRow } from './report-fixture';

const role = (name: string) => `arn:aws:iam::123456789012:role/ci/${name}`;
const push = (row: Parameters<typeof accessRow>[0]) => accessRow({ operation: 'push', ...row });

test('a role is named with the principals that it acts for, and not once more by itself', () => {
  const access = [
    push({ principal: role('github-ci') }),
    push({ principal: 'repo:acme/app', via: role('github-ci') }),
    push({ principal: 'arn:aws:iam::123456789012:user/alice', via: `${role('gate')} > ${role('push')}` }),
    accessRow({ principal: 'puller' }),
  ];
  expect(pushersOf(access).shown.map(({ who }) => who)).toEqual([
    'repo:acme/app as role github-ci',
    'user alice as role gate > role push',
  ]);
});

test('a role of a service is named by itself, and last', () => {
  const access = [
    push({ principal: role('build') }),
    push({ principal: 'codebuild.amazonaws.com', via: role('build') }),
    push({ principal: 'arn:${AWS::Partition}:iam::${AWS::AccountId}:root', decision: 'unknown' }),
  ];
  expect(pushersOf(access, [role('build')]).shown).toEqual([
    { who: 'account ${AWS::AccountId}', decision: 'unknown', to: 'jwt-pizza-service' },
    { who: 'role build', decision: 'allowed', to: 'jwt-pizza-service' },
  ]);
});

test('a service without the rights of its role is named', () => {
  const access = [push({ principal: 'codebuild.amazonaws.com', via: role('build') })];
  expect(pushersOf(access, [role('build')]).shown.map(({ who }) => who)).toEqual([
    'codebuild.amazonaws.com as role build',
  ]);
});

test('repositories are counted once each, also those of a row for many', () => {
  const alike = ['b', 'c'].map((name) => ({ name, arn: `arn of ${name}` }));
  const access = [
    push({ repository: 'a', arn: 'arn of a', alike, decision: 'conditional' }),
    push({ repository: 'a', arn: 'arn of a' }),
    push({ repository: 'a', principal: '222222222222' }),
    push({ repository: 'b', principal: '222222222222' }),
  ];
  expect(pushersOf(access).shown).toEqual([
    { who: '111111111111', decision: 'allowed', to: '3 repositories' },
    { who: '222222222222', decision: 'allowed', to: 'a, b' },
  ]);
});

test('* is named as anyone or as its organization', () => {
  const organization = ['aws:PrincipalOrgID is o-a1b2c3d4e5'];
  const access = [
    push({ principal: '*' }),
    push({ principal: '*', decision: 'conditional', conditions: organization }),
  ];
  expect(pushersOf(access).shown.map(({ who }) => who)).toEqual(['anyone (*)', 'o-a1b2c3d4e5']);
});

test('the first eight are named, the surest first, and the others are counted', () => {
  const many = Array.from({ length: 10 }, (_, index) =>
    push({ principal: `principal ${index}`, decision: index === 9 ? 'allowed' : 'conditional' }),
  );
  const { shown, more } = pushersOf(many);
  expect([shown.length, shown[0]?.who, more]).toEqual([8, 'principal 9', 2]);
});
