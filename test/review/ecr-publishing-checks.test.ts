import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type App, Stack, Validations } from 'aws-cdk-lib';
import { CfnRepository } from 'aws-cdk-lib/aws-ecr';
import { EcrPublishingChecks } from '../../lib/review/ecr-publishing-checks';
import { env, newApp } from '../synthesis';
import { allow, document, pull } from './reviewed';

interface Violation {
  readonly ruleName: string;
  readonly severity?: string;
  readonly description: string;
}

interface Report {
  readonly pluginReports: readonly {
    readonly pluginName: string;
    readonly violations: readonly Violation[];
  }[];
}

/** An app with one repository of CDK's own, which everybody may pull from or which lets tags be moved. */
function appWith(checks: EcrPublishingChecks, props: object): { app: App; repository: CfnRepository } {
  const app = newApp();
  const stack = new Stack(app, 'Stack', { env });
  const repository = new CfnRepository(stack, 'Repository', { repositoryName: 'app', ...props });
  Validations.of(app).addPlugins(checks);
  return { app, repository };
}

const open = { repositoryPolicyText: document([allow(pull, '*')]), imageTagMutability: 'IMMUTABLE' };
const mutable = { imageTagMutability: 'MUTABLE' };

/** What the synth says, and the report that it writes. */
function synthesize(app: App): { failed: boolean; report: Report } {
  const printed = jest.spyOn(console, 'error').mockImplementation(() => undefined);
  let failed = false;
  try {
    app.synth();
  } catch {
    failed = true;
  } finally {
    printed.mockRestore();
  }
  const report = JSON.parse(readFileSync(join(app.outdir, 'validation-report.json'), 'utf8')) as Report;
  return { failed, report };
}

const violationsIn = ({ pluginReports }: Report) =>
  pluginReports
    .filter(({ pluginName }) => pluginName === 'EcrPublishingChecks')
    .flatMap(({ violations }) => violations);

test('an error stops the synth, and stands in the report', () => {
  const { failed, report } = synthesize(appWith(new EcrPublishingChecks(), open).app);
  expect(failed).toBe(true);
  expect(violationsIn(report).filter(({ severity }) => severity === 'error')).toMatchObject([
    { ruleName: 'ecr-policy-open-to-everybody' },
  ]);
});

test('a warning and a note stand in the report, and stop nothing', () => {
  const { failed, report } = synthesize(appWith(new EcrPublishingChecks(), mutable).app);
  expect(failed).toBe(false);
  expect(new Set(violationsIn(report).map(({ severity }) => severity))).toEqual(new Set(['warning', 'info']));
});

test('a warning stops the synth where that is asked for', () => {
  const { app } = appWith(new EcrPublishingChecks({ failOnWarning: true }), mutable);
  expect(synthesize(app).failed).toBe(true);
});

test('what is acknowledged stops nothing, and its reason is in the report', () => {
  const { app, repository } = appWith(new EcrPublishingChecks(), open);
  Validations.of(repository).acknowledge({
    id: 'EcrPublishingChecks::ecr-policy-open-to-everybody',
    reason: 'A public mirror.',
  });
  const { failed, report } = synthesize(app);
  expect(failed).toBe(false);
  expect(violationsIn(report).map(({ ruleName }) => ruleName)).not.toContain('ecr-policy-open-to-everybody');
  expect(JSON.stringify(report)).toContain('A public mirror.');
});

test('a warning beside what is acknowledged still stops nothing', () => {
  const { app, repository } = appWith(new EcrPublishingChecks(), { ...open, ...mutable });
  Validations.of(repository).acknowledge({
    id: 'EcrPublishingChecks::ecr-policy-open-to-everybody',
    reason: 'A public mirror.',
  });
  expect(synthesize(app).failed).toBe(false);
});

test('names its rules', () => {
  const { name, ruleIds } = new EcrPublishingChecks();
  expect(name).toBe('EcrPublishingChecks');
  expect(ruleIds).toContain('ecr-policy-open-to-everybody');
  expect(new Set(ruleIds).size).toBe(ruleIds?.length);
});
