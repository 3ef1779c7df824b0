import { App, CfnOutput, NestedStack, Stack } from 'aws-cdk-lib';
import { type CfnRepository, type IRepository, Repository } from 'aws-cdk-lib/aws-ecr';
import { ImageRepository } from '../../lib/repository/image-repository';
import { pages } from '../docs/pages';
import { env, newApp, templateOf } from '../synthesis';

type Make = (scope: Stack, id: string) => IRepository;

const old: Make = (scope, id) => new Repository(scope, id);

/** A repository as the guide ports it: with the logical id that the old one had. */
const ported: Make = (scope, id) => {
  const before = new Stack(new App({ outdir: newApp().outdir }), 'Before');
  const logicalId = before.getLogicalId(new Repository(before, id).node.defaultChild as CfnRepository);
  const repository = new ImageRepository(scope, id);
  (repository.node.defaultChild as CfnRepository).overrideLogicalId(before.resolve(logicalId) as string);
  return repository;
};

/** The texts of the templates of a producer and a consumer that match a pattern, such as the names of exports. */
function namesIn(make: Make, pattern: RegExp, region = env.region, isNested = false): string[] {
  const app = newApp();
  app.node.setContext('@aws-cdk/core:defaultCrossStackReferences', 'strong'); // by exports, as apps without this flag
  const producer = new Stack(app, 'Producer', { env, crossRegionReferences: true });
  const scope = isNested ? new NestedStack(producer, 'Nested') : producer;
  const repository = make(scope, 'Service');
  const consumer = new Stack(app, 'Consumer', { env: { ...env, region }, crossRegionReferences: true });
  new CfnOutput(consumer, 'Name', { value: repository.repositoryName });
  new CfnOutput(consumer, 'Arn', { value: repository.repositoryArn });
  const text = [producer, consumer].map((stack) => JSON.stringify(templateOf(stack))).join('\n');
  return [...new Set(text.match(pattern))].sort();
}

test.each([
  ['in the same Region', /Producer:ExportsOutput\w+/g, env.region],
  ['in another Region', /\/cdk\/exports\/Consumer\/\w+/g, 'us-east-1'],
] as const)('a ported repository keeps the names by which a stack %s uses it', (_, pattern, region) => {
  const before = namesIn(old, pattern, region);
  expect(before).toHaveLength(2);
  expect(namesIn(ported, pattern, region)).toEqual(before);
});

test('in a nested stack, the export for another stack has a new name, and the guide says so', () => {
  const pattern = /Producer:ExportsOutput\w+/g;
  expect(namesIn(ported, pattern, env.region, true)).not.toEqual(namesIn(old, pattern, env.region, true));
  expect(pages.get('docs/from/aws-cdk.md')).toContain('in a nested stack');
});
