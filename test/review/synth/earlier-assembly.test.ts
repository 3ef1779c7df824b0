import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type App, Stack, Stage, Validations } from 'aws-cdk-lib';
import { CfnRepository } from 'aws-cdk-lib/aws-ecr';
import { EcrPublishingChecks, type EcrPublishingChecksProps } from '../../../lib/review/synth/ecr-publishing-checks';
import { AccessReport } from '../../../lib/review/report/access-report';
import { env, newApp } from '../../synthesis';

const folder = mkdtempSync(join(tmpdir(), 'earlier-assembly-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

interface PluginReport {
  readonly pluginName: string;
  readonly conclusion: string;
  readonly metadata?: { readonly error?: string };
  readonly violations: readonly {
    readonly ruleName: string;
    readonly severity?: string;
    readonly description: string;
    readonly suggestedFix?: string;
  }[];
}

function newRepository(props: object, stackName = 'Registry'): App {
  const app = newApp();
  const stack = new Stack(app, stackName, { env });
  new CfnRepository(stack, 'App', { repositoryName: 'app', ...props });
  return app;
}

function synthesized(props: object, stackName?: string): string {
  const app = newRepository(props, stackName);
  app.synth();
  return app.outdir;
}

const before = synthesized({ imageTagMutability: 'IMMUTABLE' });

/** The text that the synth prints and throws, and the report of the checks. */
function checked(app: App, props: EcrPublishingChecksProps, at: App | Stage = app) {
  Validations.of(at).addPlugins(new EcrPublishingChecks(props));
  const lines: string[] = [];
  const printed = jest.spyOn(console, 'error').mockImplementation((...texts: unknown[]) => {
    lines.push(texts.map(String).join(' '));
  });
  let failed = false;
  try {
    app.synth();
  } catch (error) {
    failed = true;
    lines.push(String(error));
  } finally {
    printed.mockRestore();
  }
  const { pluginReports } = JSON.parse(readFileSync(join(app.outdir, 'validation-report.json'), 'utf8')) as {
    pluginReports: readonly PluginReport[];
  };
  const report = pluginReports.find(({ pluginName }) => pluginName === 'EcrPublishingChecks');
  return { failed, text: lines.join('\n'), report };
}

const replaced = { imageTagMutability: 'IMMUTABLE', encryptionConfiguration: { encryptionType: 'KMS' } };

function changesIn(report: PluginReport | undefined) {
  return (report?.violations ?? []).filter(({ ruleName }) => ruleName.startsWith('change-'));
}

test('the synth warns about a change in the words of a comparison', () => {
  const app = newRepository(replaced);
  const { failed, report } = checked(app, { against: before });
  expect(failed).toBe(false);
  const [change] = AccessReport.ofAssembly(app.outdir).compare(AccessReport.ofAssembly(before)).changes;
  expect(changesIn(report)).toMatchObject([
    {
      ruleName: 'change-replaced',
      severity: 'warning',
      description: `${change?.what}. ${change?.why}`,
      suggestedFix: change?.fix,
    },
  ]);
  expect(change?.what).toBe("Repository 'app' is replaced, because `EncryptionConfiguration` changes");
});

test('a change stops the synth with failOnWarning', () => {
  expect(checked(newRepository(replaced), { against: before, failOnWarning: true }).failed).toBe(true);
});

test('nothing is reported if nothing changes', () => {
  const { report } = checked(newRepository({ imageTagMutability: 'IMMUTABLE' }), { against: before });
  expect(changesIn(report)).toEqual([]);
});

test('a change that is acknowledged at its construct is suppressed', () => {
  const app = newRepository(replaced);
  Validations.of(app.node.findChild('Registry').node.findChild('App')).acknowledge({
    id: 'EcrPublishingChecks::change-replaced',
    reason: 'The repository is empty, and its name is free after the migration.',
  });
  expect(changesIn(checked(app, { against: before }).report)).toEqual([]);
});

test('a resource and a stack that are gone are reported', () => {
  const app = newApp();
  new CfnRepository(new Stack(app, 'Registry', { env }), 'Other', { repositoryName: 'other' });
  const old = newApp();
  new CfnRepository(new Stack(old, 'Registry', { env }), 'App', { repositoryName: 'app', emptyOnDelete: true });
  new CfnRepository(new Stack(old, 'Second', { env }), 'App', { repositoryName: 'second' });
  old.synth();
  expect(changesIn(checked(app, { against: old.outdir }).report).map(({ description }) => description)).toEqual([
    "Repository 'app' is replaced by repository 'other'. Their logical ids differ, so CloudFormation creates a new repository without images and deletes the old one. EmptyOnDelete is true, so all of its images are deleted with it.",
    "Stack 'Second' is not among the new templates. A deployment deletes no stack that is missing, so everything in it stays as it is. A deletion of the stack deletes repository 'second' if empty and otherwise fails.",
  ]);
});

describe('checks of one stage', () => {
  const stages = (names: readonly string[], props: object) => {
    const app = newApp();
    const [first] = names.map((name) => {
      const stage = new Stage(app, name, { env });
      new CfnRepository(new Stack(stage, 'Registry'), 'App', { repositoryName: name.toLowerCase(), ...props });
      return stage;
    });
    new CfnRepository(new Stack(app, 'Shared', { env }), 'App', { repositoryName: 'shared', ...props });
    return { app, stage: first ?? app };
  };
  const earlier = stages(['Prod', 'Test'], { imageTagMutability: 'IMMUTABLE' }).app;
  earlier.synth();
  const changesOf = (names: readonly string[], against: string) => {
    const { app, stage } = stages(names, replaced);
    const { failed, report } = checked(app, { against }, stage);
    return { failed, what: changesIn(report).map(({ description }) => description.replace(/\. .*/, '')) };
  };
  const change = "Repository 'prod' is replaced, because `EncryptionConfiguration` changes";

  test('the stacks of the other stages and of the app are not missing', () => {
    expect(changesOf(['Prod', 'Test'], earlier.outdir)).toEqual({ failed: false, what: [change] });
  });

  test('against the assembly of the stage alone', () => {
    const against = join(earlier.outdir, 'assembly-Prod');
    expect(changesOf(['Prod', 'Test'], against)).toEqual({ failed: false, what: [change] });
  });

  test('a stage that is new destroys nothing', () => {
    expect(changesOf(['New', 'Prod', 'Test'], earlier.outdir)).toEqual({ failed: false, what: [] });
  });

  test('a stage that the app no longer has is missing', () => {
    expect(changesOf(['Prod'], earlier.outdir)).toEqual({
      failed: false,
      what: [change, "Stack 'Test-Registry' is not among the new templates"],
    });
  });
});

const advice = 'Synthesize the earlier version of the app into that folder, or omit `against`.';

test('fails when the folder does not exist', () => {
  const missing = join(folder, 'missing');
  const { failed, text } = checked(newRepository({}), { against: missing });
  expect(failed).toBe(true);
  expect(text).toContain(
    `\`against\` must be the folder of a cloud assembly, got '${missing}': it does not exist. ${advice}`,
  );
});

test('fails when the assembly cannot be read', () => {
  const broken = join(folder, 'broken');
  mkdirSync(broken);
  writeFileSync(join(broken, 'manifest.json'), '{ "artifacts": ');
  const { failed, text } = checked(newRepository({}), { against: broken });
  expect(failed).toBe(true);
  expect(text).toContain(`\`against\` must be the folder of a cloud assembly, got '${broken}': `);
  expect(text).toContain(advice);
});

test('fails when the assembly has no stack of the app', () => {
  const { failed, text } = checked(newRepository({}, 'Images'), { against: before });
  expect(failed).toBe(true);
  expect(text).toContain(
    `\`against\` must be an assembly with a stack of this app, got '${before}' with 'Registry'. This app has 'Images'. ${advice}`,
  );
});
