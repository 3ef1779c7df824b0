import { App, CfnParameter, NestedStack, Stack, Stage } from 'aws-cdk-lib';
import { type CfnRepository } from 'aws-cdk-lib/aws-ecr';
import { type Construct } from 'constructs';
import { ImageRepository } from '../../lib/repository/image-repository';
import { account, newApp, newOpenStack, newStack, region } from '../synthesis';

const env = { account, region };

function addService(scope: Construct, id = 'Service', repositoryName = 'service'): ImageRepository {
  return new ImageRepository(scope, id, { repositoryName });
}

const synth = (scope: Construct) => () => App.of(scope)?.synth();
const twice = (path: string, other: string, where = `account ${account} and Region ${region}`) =>
  `[${path}] the repository name must be unique in ${where}, got 'service' as for '${other}'. Rename or remove one of them.`;

test('fails when two repositories of a stack have one name, and names both paths', () => {
  const stack = newStack();
  addService(stack);
  addService(stack, 'Again');
  expect(synth(stack)).toThrow(twice('Stack/Again', 'Stack/Service'));
});

test('fails when it happens in a stack without an account and a Region, or in its nested stack', () => {
  const stack = newOpenStack();
  addService(stack);
  addService(stack, 'Again');
  addService(new NestedStack(stack, 'Nested'));
  expect(synth(stack)).toThrow(twice('Stack/Again', 'Stack/Service', 'its account and Region'));
  expect(synth(stack)).toThrow(twice('Stack/Nested/Service', 'Stack/Service', 'its account and Region'));
});

test('fails when two stacks or stages of an app have one name in an account and Region', () => {
  const app = newApp();
  addService(new Stack(app, 'One', { env }));
  addService(new Stack(app, 'Two', { env }));
  expect(synth(app)).toThrow(twice('Two/Service', 'One/Service'));
  const staged = newApp();
  addService(new Stack(staged, 'One', { env }));
  addService(new Stack(new Stage(staged, 'Stage'), 'Two', { env }));
  expect(synth(staged)).toThrow(twice('Stage/Two/Service', 'One/Service'));
});

test('one name in other accounts, Regions and open stacks is accepted', () => {
  const app = newApp();
  addService(new Stack(app, 'One', { env }));
  addService(new Stack(app, 'Two', { env: { ...env, region: 'us-west-2' } }));
  addService(new Stack(app, 'Three', { env: { ...env, account: '999999999999' } }));
  addService(new Stack(app, 'Four'));
  addService(new Stack(app, 'Five'));
  addService(newStack());
  expect(synth(app)).not.toThrow();
});

test('names that are generated, known only at deploy time, or changed later are accepted', () => {
  const stack = newStack();
  const { valueAsString: name } = new CfnParameter(stack, 'Name');
  addService(stack, 'One', name);
  addService(stack, 'Two', name);
  new ImageRepository(stack, 'Three');
  new ImageRepository(stack, 'Four');
  addService(stack);
  (addService(stack, 'Renamed').node.defaultChild as CfnRepository).repositoryName = 'another';
  expect(synth(stack)).not.toThrow();
});
