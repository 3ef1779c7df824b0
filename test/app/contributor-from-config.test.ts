import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { handoutFolder, writeHandouts } from '../../lib/app/handouts';
import { propertiesOf, stacksOf, templateOf, templatesOf } from './stacks';

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

test('each environment of an account has a role of its own', () => {
  const templates = Object.values(templatesOf({ contributors: [alice], environments }));
  const roles = templates.flatMap((template) =>
    propertiesOf(template, 'AWS::IAM::Role').map(({ RoleName }) => RoleName as unknown),
  );
  expect(roles).toEqual(['contributor-prod-alice', 'contributor-london-alice']);
});

test('the pages are written into the assembly, the external id only into those of whoever hands out', () => {
  const assembly = mkdtempSync(join(tmpdir(), 'handouts-'));
  try {
    writeHandouts(assembly, stacksOf({ contributors: [alice], environments }));
    expect(readdirSync(join(assembly, handoutFolder)).sort()).toEqual(['london', 'prod']);
    const page = (name: string) => readFileSync(join(assembly, handoutFolder, 'london', name), 'utf8');
    expect(page('alice.md')).toContain('123456789012.dkr.ecr.eu-west-2.amazonaws.com');
    expect(page('alice.md')).not.toContain(externalId);
    expect(page('alice-admin.md')).toContain('arn:aws:iam::123456789012:role/contributor-london-alice');
    expect(page('alice-admin.md')).toContain(externalId);
    expect(page('alice-admin.md')).toContain('--duration-seconds 1800');
  } finally {
    rmSync(assembly, { recursive: true });
  }
});

test('there is no folder where nobody contributes', () => {
  const assembly = mkdtempSync(join(tmpdir(), 'handouts-'));
  try {
    writeHandouts(assembly, stacksOf({ environments }));
    expect(existsSync(join(assembly, handoutFolder))).toBe(false);
  } finally {
    rmSync(assembly, { recursive: true });
  }
});
