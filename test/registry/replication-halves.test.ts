import { App, Stack } from 'aws-cdk-lib';
import { CreationReason, RegistrySettings } from '../../lib';
import { warningsOf } from '../synthesis';

const [ours, theirs] = ['123456789012', '222222222222'];
const template = { prefix: 'ROOT', appliedFor: [CreationReason.REPLICATION] };

/** The warnings of an app in which one registry copies to another. */
function warnings(account: string, prefixes: string[] | undefined, there: (stack: Stack) => void): string[] {
  const app = new App();
  const one = new Stack(app, 'One', { env: { account: ours, region: 'us-east-1' } });
  new RegistrySettings(one, 'Registry', {
    replication: [{ destinations: [{ region: 'eu-west-1', account }], repositoryPrefixes: prefixes }],
  });
  there(new Stack(app, 'Two', { env: { account, region: 'eu-west-1' } }));
  app.synth(); // aspects run then
  return warningsOf(one);
}

const noAcceptance = (images: string) =>
  `The registry in 'eu-west-1' of account '222222222222' accepts no copies of ${images} from account '123456789012', so ECR copies nothing. ` +
  "Call acceptReplicationFrom('123456789012') on its RegistrySettings, or set registry.acceptReplicationFrom of its environment.";
const noTemplate = (account: string) =>
  `The registry in 'eu-west-1' of account '${account}' has no creation template for copies of all images. ECR creates their repositories ` +
  'with mutable tags, and they keep all images. Add a template for REPLICATION there.';

const texts = (list: string[]) => list.map((text) => text.replace(/ \[ack: .*$/, ''));

test('another account whose registry accepts no copies is a warning', () => {
  expect(texts(warnings(theirs, undefined, () => undefined))).toEqual([noAcceptance('all images')]);
  expect(
    texts(
      warnings(theirs, ['prod/'], (stack) => {
        const settings = new RegistrySettings(stack, 'Registry', { creationTemplates: [template] });
        settings.acceptReplicationFrom(ours, { repositoryPrefixes: ['dev/'] });
      }),
    ),
  ).toEqual([noAcceptance("images below 'prod/'")]);
});

test('both halves are no warning', () => {
  const both = (stack: Stack) => {
    const settings = new RegistrySettings(stack, 'Registry', { creationTemplates: [template] });
    settings.acceptReplicationFrom(ours, { repositoryPrefixes: ['prod/'] });
  };
  expect(warnings(theirs, ['prod/', 'prod/app'].slice(0, 1), both)).toEqual([]);
  expect(
    warnings(ours, undefined, (stack) => {
      new RegistrySettings(stack, 'Registry', { creationTemplates: [template] });
    }),
  ).toEqual([]);
});

test('another Region of the account needs no acceptance, but a template', () => {
  expect(texts(warnings(ours, undefined, () => undefined))).toEqual([noTemplate(ours)]);
});

test('a destination that the app does not deploy to is not looked at', () => {
  const app = new App();
  const stack = new Stack(app, 'One', { env: { account: ours, region: 'us-east-1' } });
  new RegistrySettings(stack, 'Registry', {
    replication: [{ destinations: [{ region: 'eu-west-1', account: theirs }] }],
  });
  app.synth();
  expect(warningsOf(stack)).toEqual([]);
});
