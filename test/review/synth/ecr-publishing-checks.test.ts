import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type App, CfnStack, Stack, Stage, Validations } from 'aws-cdk-lib';
import { CfnRepository } from 'aws-cdk-lib/aws-ecr';
import { type IConstruct } from 'constructs';
import { EcrPublishingChecks } from '../../../lib/review/synth/ecr-publishing-checks';
import { env, newApp } from '../../synthesis';
import { allow, document, pull } from '../reviewed';

interface Violation {
  readonly ruleName: string;
  readonly severity?: string;
  readonly description: string;
  readonly suggestedFix?: string;
}

interface Report {
  readonly pluginReports: readonly {
    readonly pluginName: string;
    readonly violations: readonly Violation[];
    readonly suppressedViolations?: readonly (Violation & { readonly reason: string })[];
  }[];
}

/** An app with one repository of CDK that anyone may pull from, or that has mutable tags. */
function appWith(checks: EcrPublishingChecks, props: object): { app: App } {
  const app = newApp();
  const stack = new Stack(app, 'Stack', { env });
  new CfnRepository(stack, 'Repository', { repositoryName: 'app', ...props });
  Validations.of(app).addPlugins(checks);
  return { app };
}

const open = { repositoryPolicyText: document([allow(pull, '*')]), imageTagMutability: 'IMMUTABLE' };
const mutable = { imageTagMutability: 'MUTABLE' };

/** The output of the synth, and the report that it writes. */
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

test('an error stops the synth, and is in the report', () => {
  const { failed, report } = synthesize(appWith(new EcrPublishingChecks(), open).app);
  expect(failed).toBe(true);
  expect(violationsIn(report).filter(({ severity }) => severity === 'error')).toMatchObject([
    { ruleName: 'ecr-policy-open-to-everybody' },
  ]);
});

test('a warning and a note are in the report, and stop nothing', () => {
  const { failed, report } = synthesize(appWith(new EcrPublishingChecks(), mutable).app);
  expect(failed).toBe(false);
  expect(new Set(violationsIn(report).map(({ severity }) => severity))).toEqual(new Set(['warning', 'info']));
});

test('a warning stops the synth with failOnWarning', () => {
  const { app } = appWith(new EcrPublishingChecks({ failOnWarning: true }), mutable);
  expect(synthesize(app).failed).toBe(true);
});

const tooMany = {
  imageTagMutability: 'MUTABLE_WITH_EXCLUSION',
  imageTagMutabilityExclusionFilters: [
    { imageTagMutabilityExclusionFilterType: 'WILDCARD', imageTagMutabilityExclusionFilterValue: 'base-*' },
  ],
  repositoryName: 'approved',
};
const reason = 'The tags of this mirror follow those of its source.';

/** The synth of an app with a construct that acknowledges a finding. */
function acknowledged(id: string, why: string, props: object, at: (app: App) => IConstruct) {
  const { app } = appWith(new EcrPublishingChecks(), props);
  Validations.of(at(app)).acknowledge({ id: `EcrPublishingChecks::${id}`, reason: why });
  return synthesize(app);
}

const repositoryOf = (app: App) => app.node.findChild('Stack').node.findChild('Repository');

test.each([
  ['the construct', repositoryOf],
  ['the app', (app: App) => app],
])('an error that is acknowledged at %s stops nothing, and its reason is in the report', (_, at) => {
  const { failed, report } = acknowledged('repository-mutable-approved-tags', reason, tooMany, at);
  expect(failed).toBe(false);
  expect(violationsIn(report).map(({ ruleName }) => ruleName)).not.toContain('repository-mutable-approved-tags');
  expect(report.pluginReports.flatMap(({ suppressedViolations = [] }) => suppressedViolations)).toMatchObject([
    { ruleName: 'repository-mutable-approved-tags', reason },
  ]);
});

test('a warning next to an acknowledged error stops nothing', () => {
  const { failed, report } = acknowledged('repository-mutable-approved-tags', reason, tooMany, (app) => {
    new CfnRepository(new Stack(app, 'Another', { env }), 'Other', mutable);
    return repositoryOf(app);
  });
  expect(violationsIn(report).map(({ severity }) => severity)).toContain('warning');
  expect(failed).toBe(false);
});

test('an error stops the synth if its reason is too short, and the report says why', () => {
  const { failed, report } = acknowledged('repository-mutable-approved-tags', 'Known.', tooMany, repositoryOf);
  expect(failed).toBe(true);
  const [violation] = violationsIn(report).filter(({ ruleName }) => ruleName === 'repository-mutable-approved-tags');
  expect(violation).toMatchObject({
    severity: 'fatal',
    suggestedFix:
      'Set ImageTagMutability to IMMUTABLE, without exclusions. Its acknowledgement at ' +
      "'Stack/Repository' does not count: the reason is too short, so give one of at least 20 characters.",
  });
});

test('a warning stays in the report if its reason is too short', () => {
  const { failed, report } = acknowledged('repository-mutable-tags', 'Known.', mutable, repositoryOf);
  expect(failed).toBe(false);
  expect(violationsIn(report)).toContainEqual(
    expect.objectContaining({ ruleName: 'repository-mutable-tags (reason too short)', severity: 'warning' }),
  );
});

test.each([
  ['the construct', repositoryOf],
  ['the app', (app: App) => app],
])('an error that opens a repository to anyone stops the synth even if %s acknowledges it', (_, at) => {
  const { failed, report } = acknowledged('ecr-policy-open-to-everybody', reason, open, at);
  expect(failed).toBe(true);
  const [violation] = violationsIn(report).filter(({ ruleName }) => ruleName === 'ecr-policy-open-to-everybody');
  expect(violation?.severity).toBe('fatal');
  expect(violation?.suggestedFix).toMatch(
    /does not count: an error that opens access to everyone can be acknowledged only in a file of the reviewer, with --acknowledgements\.$/,
  );
});

test('reviews the stacks of stages, each under the name of its stack', () => {
  const app = newApp();
  const stage = new Stage(app, 'Prod', { env });
  new CfnRepository(new Stack(stage, 'Stack'), 'Repository', open);
  new CfnRepository(new Stack(app, 'Other'), 'Repository', open);
  const checks = new EcrPublishingChecks();
  Validations.of(stage).addPlugins(checks);
  expect(synthesize(app).failed).toBe(true);
  expect(new Set(checks._report?.findings.map(({ source }) => source.template))).toEqual(new Set(['Prod-Stack']));
});

test('a part that could not be read is in the report, and stops nothing', () => {
  const app = newApp();
  const stack = new Stack(app, 'Stack', { env });
  new CfnStack(stack, 'Roles', { templateUrl: './nowhere.yaml' });
  Validations.of(app).addPlugins(new EcrPublishingChecks());
  const { failed, report } = synthesize(app);
  expect(failed).toBe(false);
  expect(violationsIn(report)).toMatchObject([
    {
      ruleName: 'unreviewed',
      severity: 'warning',
      description:
        "The review could not read nested stack 'Roles': its template './nowhere.yaml' does not exist. It may grant access.",
      suggestedFix: "Review it by hand, and acknowledge 'EcrPublishingChecks::unreviewed' at the construct.",
    },
  ]);
});

test('names its rules', () => {
  const { name, ruleIds } = new EcrPublishingChecks();
  expect(name).toBe('EcrPublishingChecks');
  expect(ruleIds).toContain('ecr-policy-open-to-everybody');
  expect(new Set(ruleIds).size).toBe(ruleIds?.length);
});
