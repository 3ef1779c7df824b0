import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import featureFlags from 'aws-cdk-lib/recommended-feature-flags.json';
import { stringify } from 'yaml';
import { runApp } from '../../../lib/app/app';
import { run } from '../command';
import { schemaConfig } from '../schema-configs';

const home = process.cwd();
const folder = mkdtempSync(join(tmpdir(), 'ecr-publishing-check-'));

beforeAll(() => {
  writeFileSync(join(folder, 'cdk.json'), JSON.stringify({ app: 'node app.js', context: featureFlags }));
  process.chdir(folder);
});

afterAll(() => {
  process.chdir(home);
  rmSync(folder, { recursive: true });
});

/** Runs the app as the CDK CLI does, with the context of `cdk.json`, and returns whether it fails and what it prints. */
function synth(context: Record<string, unknown> = featureFlags): { failed: boolean; printed: string } {
  const printed: string[] = [];
  const stderr = jest.spyOn(process.stderr, 'write').mockImplementation((text) => printed.push(String(text)) > 0);
  const report = jest.spyOn(console, 'error').mockReturnValue();
  try {
    runApp({
      outdir: join(folder, 'cdk.out'),
      context: { ...context, '@aws-cdk/core:appMode': 'process' },
      builtinCloudFormationValidation: false,
    });
    return { failed: process.exitCode === 1, printed: printed.join('') };
  } finally {
    process.exitCode = undefined;
    report.mockRestore();
    stderr.mockRestore();
    rmSync(join(folder, 'cdk.out'), { recursive: true, force: true });
  }
}

function write(config: object): void {
  writeFileSync('ecr-publishing.yaml', stringify(config));
}

test('random configs pass a check if, and only if, they synthesize, and both print the same problems', () => {
  const outcomes: string[] = [];
  fc.assert(
    fc.property(schemaConfig, (config) => {
      write(config);
      const { exitCode, stderr } = run('check');
      const { failed, printed } = synth();
      expect({ failed, printed }).toEqual({ failed: exitCode === 1, printed: stderr });
      outcomes.push(failed ? 'refused' : 'valid');
    }),
    { numRuns: 60 },
  );
  expect(outcomes.filter((one) => one === 'valid').length).toBeGreaterThan(20);
  expect(outcomes.filter((one) => one === 'refused').length).toBeGreaterThan(10);
}, 120_000);

const environments = [{ name: 'prod', account: '123456789012', region: 'us-east-1' }];

test.each([
  [
    'a puller of another partition',
    { name: 'service', pullers: [{ role: 'arn:aws-cn:iam::222222222222:role/x' }] },
    "ecr-publishing.yaml:9:15: repository 'service': repositories[0].pullers[0].role: must be in partition 'aws' of environment 'prod', got 'arn:aws-cn:iam::222222222222:role/x'. AWS connects nothing across partitions.\n",
  ],
  [
    'a rule that takes no image',
    {
      name: 'service',
      retention: {
        rules: [
          { tagPatterns: ['v*'], keepNewest: 5 },
          { tagPatterns: ['v1*'], keepNewest: 3 },
        ],
      },
    },
    "ecr-publishing.yaml:8:5: repository 'service': repositories[0].retention: must not contain a rule that never takes an image, got 'Keep the newest 3 images tagged " +
      "v1*'. 'Keep the newest 5 images tagged v*' comes first and selects all of these images. Remove one of the two.\n",
  ],
])('%s is refused by a check and a synth, with and without feature flags', (_, repository, line) => {
  write({ version: 1, environments, repositories: [repository] });
  for (const context of [featureFlags, {}]) {
    writeFileSync('cdk.json', JSON.stringify({ context }));
    expect(run('check')).toEqual({ stdout: '', stderr: line, exitCode: 1 });
    expect(synth(context)).toEqual({ failed: true, printed: line });
  }
});

test('a cdk.json that is not valid is refused', () => {
  write({ version: 1, environments, repositories: [{ name: 'service' }] });
  writeFileSync('cdk.json', '[]');
  expect(run('check')).toEqual({ stdout: '', stderr: 'cdk.json must be a mapping, got a list\n', exitCode: 1 });
  writeFileSync('cdk.json', '{"context":1}');
  expect(run('check').stderr).toBe('cdk.json: context: must be a mapping, got the number 1\n');
});

/** The context with the keys that the CDK CLI adds, so that templates have the paths of constructs. */
const cliContext = { ...featureFlags, 'aws:cdk:enable-path-metadata': true, 'aws:cdk:enable-asset-metadata': true };

/** A config with equal repositories whose first name is short, and about this many bytes for each of them. */
function ofOneStack(count: number, pullers: number): object {
  const long = (index: number) => ({ name: `team/${'y'.repeat(230)}${index}` });
  return {
    version: 1,
    environments,
    groups: [
      {
        prefix: 'team/',
        pullers: Array.from({ length: pullers }, (_, index) => ({
          role: `arn:aws:iam::222222222222:role/a-role-with-a-rather-long-name-${index}`,
        })),
      },
    ],
    repositories: [{ name: 'team/x' }, ...Array.from({ length: count }, (_, index) => long(index))],
  };
}

test.each([
  ['fit', 150, 20, false],
  ['fit without the outputs that so many repositories have not', 210, 36, false],
  ['do not fit because of their long names', 490, 5, true],
])('equal repositories that %s are accepted or refused as at synth', (_, count, pullers, fails) => {
  writeFileSync('cdk.json', JSON.stringify({ context: featureFlags }));
  write(ofOneStack(count, pullers));
  const { exitCode, stderr } = run('check');
  const { failed, printed } = synth(cliContext);
  expect({ failed: exitCode === 1, stderr }).toEqual({ failed, stderr: printed });
  expect(failed).toBe(fails);
});
