import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { instructionsFolder, writeInstructions } from '../../../lib/app/instructions';
import { stringify } from 'yaml';
import { check } from '../../../lib/app/check/check';
import { configFile, minimal } from '../config-cases';
import { propertiesOf, environmentsOf, templateOf, templatesOf } from '../config-stacks';

const environments = [
  { name: 'prod', account: '123456789012', region: 'us-east-1' },
  { name: 'london', account: '123456789012', region: 'eu-west-2' },
];
const externalId = 'f3c1a9e07b5d48d2a6e4c0b897215d3f';
const alice = {
  name: 'alice',
  repository: 'incoming/alice',
  assumedBy: 'arn:aws:iam::123456789012:role/user-services',
  externalId,
  expiresAt: '2026-12-01T00:00:00Z',
  sessionMinutes: 30,
};

const namesIn = (template: Parameters<typeof propertiesOf>[0]): unknown[] =>
  propertiesOf(template, 'AWS::ECR::Repository').map(({ RepositoryName }) => RepositoryName as unknown);

test('the repository of a contributor is made, once, with the defaults of the file', () => {
  const defaults = { retention: { keepNewest: 7 } };
  const template = templateOf({ contributors: [alice], defaults });
  expect(namesIn(template)).toEqual(['service', 'incoming/alice']);
  const [, incoming] = propertiesOf(template, 'AWS::ECR::Repository');
  expect(JSON.stringify(incoming?.LifecyclePolicy)).toContain('7');

  const listed = templateOf({
    contributors: [alice],
    repositories: [{ name: 'incoming/alice', environments: ['prod'] }],
  });
  expect(namesIn(listed)).toEqual(['incoming/alice']);
});

test('it keeps its logical id when the file lists it', () => {
  const idsOf = (config: object) =>
    Object.entries(templateOf(config).Resources)
      .filter(([, { Type }]) => Type === 'AWS::ECR::Repository')
      .map(([id]) => id);
  const before = idsOf({ contributors: [alice] });
  const after = idsOf({ contributors: [alice], repositories: [{ name: 'service' }, { name: 'incoming/alice' }] });
  expect(after).toEqual(before);
});

test('each environment of an account has its own role', () => {
  const templates = Object.values(templatesOf({ contributors: [alice], environments }));
  const roles = templates.flatMap((template) =>
    propertiesOf(template, 'AWS::IAM::Role').map(({ RoleName }) => RoleName as unknown),
  );
  expect(roles).toEqual(['contributor-prod-alice', 'contributor-london-alice']);
});

const bob = { ...alice, name: 'bob', repository: 'incoming/bob' };
const chain = (name: string) => ({ promoteTo: `approved/${name}`, gate: { maxSeverity: 'LOW' } });

test('what passes the gate goes to the approved repository, which the promoter alone writes to', () => {
  const template = templateOf({ contributors: [{ ...alice, ...chain('alice') }] });
  expect(namesIn(template)).toEqual(['service', 'incoming/alice', 'approved/alice']);
  const [, , approved] = propertiesOf(template, 'AWS::ECR::Repository');
  expect(approved?.ImageTagMutability).toBe('IMMUTABLE');
  const statements = (approved?.RepositoryPolicyText as { Statement: { Effect: string; Action: string[] }[] })
    .Statement;
  expect(statements.filter(({ Effect, Action }) => Effect === 'Deny' && Action.includes('ecr:PutImage'))).toHaveLength(
    1,
  );
  expect(propertiesOf(template, 'AWS::StepFunctions::StateMachine')).toHaveLength(1);
});

test('contributors with a gate share one topic and one key of their environment', () => {
  const both = templateOf({
    contributors: [
      { ...alice, ...chain('alice') },
      { ...bob, ...chain('bob') },
    ],
  });
  expect(propertiesOf(both, 'AWS::StepFunctions::StateMachine')).toHaveLength(2);
  for (const type of ['AWS::SNS::Topic', 'AWS::KMS::Key']) expect(propertiesOf(both, type)).toHaveLength(1);
  const none = templateOf({ contributors: [alice] });
  for (const type of ['AWS::SNS::Topic', 'AWS::KMS::Key']) expect(propertiesOf(none, type)).toHaveLength(0);
});

test('one contributor more leaves every resource of the others as it is', () => {
  const resources = (contributors: object[]) =>
    Object.entries(templateOf({ contributors }).Resources).filter(([id]) => !id.startsWith('Verdicts'));
  const before = resources([{ ...alice, ...chain('alice') }]);
  const after = resources([
    { ...bob, ...chain('bob') },
    { ...alice, ...chain('alice') },
  ]);
  expect(after).toEqual(expect.arrayContaining(before));
  expect(after.length).toBeGreaterThan(before.length);
});

test('the gate, the approval and the topic are those of the config', () => {
  const notificationTopic = 'arn:aws:sns:us-east-1:123456789012:verdicts';
  const gate = {
    maxSeverity: 'HIGH',
    scan: 'enhanced',
    exceptions: [{ cve: 'CVE-2026-12345', reason: 'The library is not reachable.', until: '2027-01-01T00:00:00Z' }],
    passUnscanned: ['SCAN_ELIGIBILITY_EXPIRED'],
    waitAtMostMinutes: 30,
  };
  const contributors = [{ ...alice, ...chain('alice'), gate, approval: { waitAtMostHours: 2 }, notificationTopic }];
  const template = templateOf({
    contributors,
    acknowledgements: [
      {
        id: 'cdk-ecr-publishing:TopicPolicyNotChanged',
        contributors: ['alice'],
        reason: 'The topic admits CloudWatch already.',
      },
    ],
  });
  const [machine] = propertiesOf(template, 'AWS::StepFunctions::StateMachine');
  const definition = JSON.stringify(machine?.DefinitionString);
  for (const text of [
    'Contributor: alice',
    'CVE-2026-12345',
    '2027-01-01T00:00:00Z',
    'ACTIVE',
    'SCAN_ELIGIBILITY_EXPIRED',
    'HIGH',
    notificationTopic,
    '7200',
  ]) {
    expect(definition).toContain(text);
  }
});

test('the pages are written into the assembly, and the external id only into the page of the admin', () => {
  const assembly = mkdtempSync(join(tmpdir(), 'instructions-'));
  try {
    writeInstructions(assembly, environmentsOf({ contributors: [alice], environments }));
    expect(readdirSync(join(assembly, instructionsFolder)).sort()).toEqual(['london', 'prod']);
    const page = (name: string) => readFileSync(join(assembly, instructionsFolder, 'london', name), 'utf8');
    expect(page('alice.md')).toContain('123456789012.dkr.ecr.eu-west-2.amazonaws.com');
    expect(page('alice.md')).not.toContain(externalId);
    expect(page('alice-admin.md')).toContain('arn:aws:iam::123456789012:role/contributor-london-alice');
    expect(page('alice-admin.md')).toContain(externalId);
    expect(page('alice-admin.md')).toContain('--duration-seconds 1800');
  } finally {
    rmSync(assembly, { recursive: true });
  }
});

test('there is no folder without contributors', () => {
  const assembly = mkdtempSync(join(tmpdir(), 'instructions-'));
  try {
    writeInstructions(assembly, environmentsOf({ environments }));
    expect(existsSync(join(assembly, instructionsFolder))).toBe(false);
  } finally {
    rmSync(assembly, { recursive: true });
  }
});

test('the image of the builds that copy is an option, and answers the warning of China', () => {
  const [account, place] = ['123456789012', 'cn-north-1'];
  const environments = [{ name: 'beijing', account, region: place }];
  const image = `${account}.dkr.ecr.${place}.amazonaws.com.cn/tools/regctl@sha256:${'0'.repeat(64)}`;
  const assumedBy = `arn:aws-cn:iam::${account}:role/user-services`;
  const configWith = (more: object) => ({
    environments,
    contributors: [{ ...alice, ...chain('alice'), assumedBy, ...more }],
  });
  const ids = (more: object) =>
    check(configFile(stringify({ ...minimal, ...configWith(more) }), 'registry.yaml')).warnings.map(({ id }) => id);
  expect(ids({})).toContain('cdk-ecr-publishing:UnreachableFromRegion');
  expect(ids({ buildImage: image })).not.toContain('cdk-ecr-publishing:UnreachableFromRegion');

  const template = templateOf(configWith({ buildImage: image }));
  const [project] = propertiesOf(template, 'AWS::CodeBuild::Project');
  expect(project?.Environment).toMatchObject({ Image: image, ImagePullCredentialsType: 'SERVICE_ROLE' });
  expect(JSON.stringify(template)).toContain(`"arn:aws-cn:ecr:${place}:${account}:repository/tools/regctl"`);
});
