import fc from 'fast-check';
import { CfnResource } from 'aws-cdk-lib';
import { validateConfig } from '../../../lib/app/config';
import { addRegistryStacks } from '../../../lib/app/registry-stacks';
import { RegistryStack } from '../../../lib/app/stacks/registry-stack';
import { newApp, type Properties } from '../../synthesis';
import { minimal } from '../config-cases';
import { propertiesOf, templatesOf } from '../config-stacks';

const account = '123456789012';
const sourceIn = (where: string) => ({
  github: 'acme/service',
  connectionArn: `arn:${where}:${account}:connection/aaaaaaaa-1111-2222-3333-444444444444`,
  branches: ['main'],
});
const source = sourceIn('aws:codeconnections:us-east-1');
const bytesOf = (template: unknown) => Buffer.byteLength(JSON.stringify(template, undefined, 1));

/** A config with this many builds, each for its own repository. */
const withBuilds = (count: number, more: object = {}, length = 1) => ({
  repositories: Array.from({ length: count }, (_, index) => ({ name: `service-${index}` })),
  builds: Array.from({ length: count }, (_, index) => ({
    name: `${index}-`.padEnd(length, 'b'),
    repository: `service-${index}`,
    source,
    ...more,
  })),
});

/** Regions with names of each length, and a partition with a longer name. Their ARNs are the longest. */
const regions = [
  ['us-east-1', 'aws'],
  ['ap-southeast-1', 'aws'],
  ['us-gov-west-1', 'aws-us-gov'],
] as const;
const inRegion = (region: string, partition: string) => ({
  environments: [{ name: 'prod', account, region }],
  more: { source: sourceIn(`${partition}:codeconnections:${region}`) },
});

test.each(regions)('64 builds fit in a template of %s, and 99 do', (region, partition) => {
  const { environments, more } = inRegion(region, partition);
  const bytes = (count: number) =>
    bytesOf(templatesOf({ environments, ...withBuilds(count, more) })['ecr-publishing-prod-builds']);
  expect(bytes(64)).toBeLessThan(500_000);
  expect(bytes(99)).toBeLessThan(1_000_000);
});

test.each(regions)('the policy of the key names all log groups of 44 builds in %s, and fits', (region, partition) => {
  const { environments, more } = inRegion(region, partition);
  const pullRequests = { commands: ['make'] };
  const templates = templatesOf({ environments, ...withBuilds(44, { ...more, pullRequests }, 35) });
  const [key] = propertiesOf(templates['ecr-publishing-prod-builds'], 'AWS::KMS::Key');
  const policy = JSON.stringify(key?.KeyPolicy);
  expect(policy.match(/log-group:/g)).toHaveLength(88);
  expect(policy.length).toBeLessThan(32_768);
});

test('the template of a stack may have a million bytes, less what the CDK adds, and not more', () => {
  const problemsWith = (padding: number) => {
    const environment = { name: 'prod', account, region: 'us-east-1' };
    const stack = new RegistryStack(newApp(), 'stack', environment, 'builds', 1, {});
    new CfnResource(stack, 'Resource', { type: 'Some::Type', properties: { Text: 'x'.repeat(padding) } });
    return stack.problems();
  };
  const [tooLong] = problemsWith(1_000_000);
  const room = 1_990_000 - Number(/got ([\d,]+)/.exec(tooLong ?? '')?.[1]?.replaceAll(',', ''));
  expect(problemsWith(room)).toEqual([]);
  expect(problemsWith(room + 1)).toEqual([
    'must have at most 990,000 bytes in the template of stack stack, got 990,001. CloudFormation accepts 1,000,000, and ' +
      'the CDK adds some. Set `shards: 2`. It divides repositories, builds and contributors by their names.',
  ]);
});

test.each([{}, { team: 'images', stage: 'prod' }])(
  'the CDK adds less than the room that is left for it: tags %j',
  (tags) => {
    const app = newApp({ analyticsReporting: true });
    const stacks = addRegistryStacks(app, validateConfig({ ...minimal, ...withBuilds(3), tags })).flatMap(
      (one) => one.stacks,
    );
    const counted = stacks.map((stack) => stack.templateBytes());
    const assembly = app.synth();
    stacks.forEach(({ stackName }, index) => {
      const more = bytesOf(assembly.getStackByName(stackName).template) - (counted[index] ?? 0);
      expect([more >= 0, more < 10_000]).toEqual([true, true]);
    });
  },
);

/** The limits of texts, by their resource type and property: not those of the library, to compare with. */
const limits: Record<string, Record<string, number>> = {
  'AWS::CodeBuild::Project': { Name: 150, Description: 255 },
  'AWS::Events::Rule': { Name: 64, Description: 512 },
  'AWS::IAM::Role': { RoleName: 64, Description: 1000 },
  'AWS::IAM::ManagedPolicy': { ManagedPolicyName: 128, Description: 1000 },
  'AWS::KMS::Key': { Description: 8192 },
  'AWS::Logs::LogGroup': { LogGroupName: 512 },
  'AWS::SNS::Topic': { TopicName: 256, DisplayName: 100 },
  'AWS::SQS::Queue': { QueueName: 80 },
  'AWS::SSM::Parameter': { Description: 1024 },
  'AWS::StepFunctions::StateMachine': { StateMachineName: 80 },
};

const nameOf = (most: number) => fc.string({ unit: fc.constantFrom('a', 'b', '7'), minLength: 2, maxLength: most });

test('every generated name and description is as short as AWS requires, for names of any length', () => {
  const names = fc.record({ repository: nameOf(240), build: nameOf(150), contributor: nameOf(30), stage: nameOf(20) });
  fc.assert(
    fc.property(names, ({ repository, build, contributor, stage }) => {
      const environments = [{ name: `e${stage}`, account, region: 'us-east-1' }];
      const [source_, approved] = [`s${repository}`, `t${repository}`];
      const templates = templatesOf({
        environments,
        repositories: [{ name: source_ }, { name: approved }],
        builds: [{ name: build, repository: source_, source, pullRequests: { commands: ['make'] } }],
        contributors: [
          {
            name: contributor,
            repository: source_,
            assumedBy: `arn:aws:iam::${account}:role/issuer`,
            externalId: 'f3b1c9a7-2d4e-4f60',
            expiresAt: '2027-01-01T00:00:00Z',
            promoteTo: approved,
            gate: { maxSeverity: 'MEDIUM' },
          },
        ],
      });
      for (const template of Object.values(templates)) {
        for (const { Type: type, Properties: properties } of Object.values(template.Resources)) {
          for (const [property, most] of Object.entries(limits[type] ?? {})) {
            const value: unknown = (properties as Properties | undefined)?.[property];
            if (typeof value === 'string')
              expect([type, property, value.length <= most]).toEqual([type, property, true]);
          }
        }
      }
    }),
    {
      numRuns: 12,
      examples: [
        [{ repository: 'r'.repeat(255), build: 'b'.repeat(150), contributor: 'c'.repeat(30), stage: 'e'.repeat(20) }],
      ],
    },
  );
});
