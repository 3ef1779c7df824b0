import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Script } from 'node:vm';
import { type App, type IPolicyValidationPlugin, Stack, Validations } from 'aws-cdk-lib';
import { type IConstruct } from 'constructs';
import { ImageRepository } from '../../lib/repository/image-repository';
import { newApp } from '../synthesis';

const hostVariable = 'JSII_AGENT';

afterEach(() => {
  Reflect.deleteProperty(process.env, hostVariable);
});

function recordedCalls(construct: IConstruct): string[][] {
  const { metadata } = construct.node.defaultChild?.node ?? construct.node;
  return metadata.filter(({ type }) => type === 'aws:cdk:creationStack').map(({ data }) => data as string[]);
}

/** A checker that reports a finding for each repository. */
function checker(): IPolicyValidationPlugin {
  return {
    name: 'Checker',
    validate: ({ templatePaths }) => ({
      success: true,
      violations: templatePaths.map((templatePath) => ({
        ruleName: 'rule',
        description: 'A finding.',
        violatingResources: [{ resourceLogicalId: 'Service', templatePath, locations: [] }],
      })),
    }),
  };
}

interface Report {
  readonly pluginReports: readonly {
    readonly violations: readonly {
      readonly violatingConstructs: readonly {
        readonly constructPath: string;
        readonly stackTraces: readonly string[];
      }[];
    }[];
  }[];
}

/** The constructs in the report of a synth. */
function blamed(app: App) {
  const printed = jest.spyOn(console, 'error').mockImplementation(() => undefined);
  const { directory } = app.synth();
  printed.mockRestore();
  const report = JSON.parse(readFileSync(join(directory, 'validation-report.json'), 'utf8')) as Report;
  return report.pluginReports.flatMap(({ violations }) =>
    violations.flatMap(({ violatingConstructs }) => violatingConstructs),
  );
}

test('a finding about a repository names its path and the line that creates it', () => {
  const app = newApp();
  Validations.of(app).addPlugins(checker());
  function addService(stack: Stack) {
    new ImageRepository(stack, 'Service');
  }
  addService(new Stack(app, 'Stack'));
  const [only, ...more] = blamed(app);
  expect([only?.constructPath, more.length]).toEqual(['Stack/Service/Default', 0]);
  expect(only?.stackTraces.map((trace) => trace.split('\n').slice(0, 2))).toEqual([
    [
      expect.stringMatching(/^addService \(.*creation-stack\.test\.ts:\d+:\d+\)$/),
      expect.stringMatching(/^\S+ \(.*creation-stack\.test\.ts:\d+:\d+\)$/),
    ],
  ]);
});

test('the record of a subclass begins at its call', () => {
  class Service extends ImageRepository {}
  function addService() {
    return new Service(new Stack(), 'Service');
  }
  expect(recordedCalls(addService())).toEqual([expect.arrayContaining([expect.stringMatching(/^addService \(/)])]);
});

test('the calls are recorded once, and the limit of stack traces does not change', () => {
  const limit = Error.stackTraceLimit;
  expect(recordedCalls(new ImageRepository(new Stack(), 'Service'))).toHaveLength(1);
  expect(Error.stackTraceLimit).toBe(limit);
});

test('nothing is recorded if the user turned it off', () => {
  const app = newApp({ context: { 'aws:cdk:disable-creation-stack-traces': true } });
  expect(recordedCalls(new ImageRepository(new Stack(app, 'Stack'), 'Service'))).toEqual([]);
});

test('CDK records the calls of another language', () => {
  process.env[hostVariable] = 'Python/3.13';
  const [calls = []] = recordedCalls(new ImageRepository(new Stack(), 'Service'));
  expect(calls.length).toBeGreaterThan(3);
});

test('CDK records the calls if the last ones are those of a package', () => {
  const filename = '/app/node_modules/platform/index.js';
  const nested = new Script('(create) => (() => (() => create())())()', { filename }).runInThisContext() as (
    create: () => IConstruct,
  ) => IConstruct;
  const create = new Script('(Repository, scope) => () => new Repository(scope, "Service")', { filename });
  const creator = create.runInThisContext() as (repository: unknown, scope: Stack) => () => IConstruct;
  const [calls = []] = recordedCalls(nested(creator(ImageRepository, new Stack())));
  expect(calls.join()).toContain('platform');
});
