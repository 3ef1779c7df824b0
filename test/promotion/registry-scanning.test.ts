import { CfnCondition, Fn, Lazy, Stack, Token } from 'aws-cdk-lib';
import { CfnRegistryScanningConfiguration } from 'aws-cdk-lib/aws-ecr';
import { ScanGate } from '../../lib/promotion/scan-gate';
import { RegistryScanning } from '../../lib/registry/scanning/registry-scanning';
import { RegistrySettings } from '../../lib/registry/registry-settings';
import { ImageRepository } from '../../lib/repository/image-repository';
import { account, newApp, newStack, region } from '../synthesis';
import { addPrefixPromotion, addPromotion } from './promotion';

/** The problems of all constructs, without a synth. */
const problemsOf = (stack: Stack) => stack.node.root.node.findAll().flatMap(({ node }) => node.validate());
const [basic, enhanced] = [ScanGate.basic(), ScanGate.enhanced()];

function problemsWith(scanning: RegistryScanning, gate: ScanGate, add = addPromotion): string[] {
  const stack = newStack();
  add(stack, { gate });
  new RegistrySettings(stack, 'Registry', { scanning });
  // The settings themselves report the approved repositories that they leave out.
  return problemsOf(stack).filter((problem) => !problem.startsWith('`scanning`'));
}

const leftOut = (name: string, filters: string) =>
  `The source must match a filter of the registry's scanning, got '${name}' and ${filters}. 'Stack/Registry' sets the filters, and the ` +
  'gate would refuse images that no push scans. Add a filter for the source there.';

test.each<[string, RegistryScanning, ScanGate, string]>([
  [
    'an enhanced gate needs findings that basic scanning does not have',
    RegistryScanning.basic(),
    enhanced,
    "`gate` must be a gate of basic scanning, got one of enhanced scanning. 'Stack/Registry' sets basic scanning for the registry, so the " +
      'gate would refuse each image. Use a gate of basic scanning, or set enhanced scanning there.',
  ],
  [
    'a basic gate needs findings that enhanced scanning does not have',
    RegistryScanning.enhanced(),
    basic,
    "`gate` must be a gate of enhanced scanning, got one of basic scanning. 'Stack/Registry' sets enhanced scanning for the registry, so " +
      'the gate would refuse each image. Use a gate of enhanced scanning, or set basic scanning there.',
  ],
  [
    'the filters leave the source out',
    RegistryScanning.enhanced({ continuous: ['prod/*'], scanOnPush: ['approved/*'] }),
    enhanced,
    leftOut('incoming/alice', "'prod/*', 'approved/*'"),
  ],
  [
    'many filters leave the source out',
    RegistryScanning.basic({ scanOnPush: ['a', 'b', 'c', 'd', 'e'].map((team) => `${team}/*`) }),
    basic,
    leftOut('incoming/alice', "'a/*', 'b/*', 'c/*' and 2 more"),
  ],
  ['no push is scanned', RegistryScanning.manual(), basic, leftOut('incoming/alice', 'no filter')],
])('fails when %s', (_, scanning, gate, message) => {
  expect(problemsWith(scanning, gate)).toEqual([message]);
});

test.each<[string, RegistryScanning, ScanGate]>([
  ['basic scanning of all repositories and a basic gate', RegistryScanning.basic(), basic],
  ['enhanced scanning of all repositories and an enhanced gate', RegistryScanning.enhanced(), enhanced],
  ['a filter that contains a part of the name', RegistryScanning.basic({ scanOnPush: ['alice'] }), basic],
  [
    'a filter of the other list',
    RegistryScanning.enhanced({ continuous: ['x'], scanOnPush: ['incoming/*'] }),
    enhanced,
  ],
])('%s fit', (_, scanning, gate) => {
  expect(problemsWith(scanning, gate)).toEqual([]);
});

test('fails when no filter can match a repository below the prefix of the source', () => {
  const scanning = RegistryScanning.basic({ scanOnPush: ['approved/*'] });
  expect(problemsWith(scanning, basic, addPrefixPromotion)).toEqual([leftOut('incoming/*', "'approved/*'")]);
});

test('fails when the filters leave out a repository of the app below the prefix of the source', () => {
  const addTwo: typeof addPromotion = (stack, props) => {
    for (const name of ['a', 'b']) new ImageRepository(stack, name, { repositoryName: `incoming/${name}` });
    return addPrefixPromotion(stack, props);
  };
  const scanning = (filter: string) => RegistryScanning.basic({ scanOnPush: [filter] });
  expect(problemsWith(scanning('incoming/a*'), basic, addTwo)).toEqual([leftOut('incoming/b', "'incoming/a*'")]);
  expect(problemsWith(scanning('incoming/*'), basic, addTwo)).toEqual([]);
});

test('the settings of another Region or account do not count', () => {
  const app = newApp();
  const stack = new Stack(app, 'Stack', { env: { account, region } });
  addPromotion(stack, { gate: enhanced });
  const scanning = RegistryScanning.basic();
  for (const env of [
    { account, region: 'us-east-1' },
    { account: '999999999999', region },
  ]) {
    new RegistrySettings(new Stack(app, `Other${env.account}${env.region}`, { env }), 'Registry', { scanning });
  }
  expect(problemsOf(stack)).toEqual([]);
  new RegistrySettings(new Stack(app, 'Same', { env: { account, region } }), 'Registry', { scanning });
  expect(problemsOf(stack)).toEqual([expect.stringMatching(/^`gate` must be .* 'Same\/Registry' sets basic scanning/)]);
});

test.each<[string, (stack: Stack) => unknown]>([
  ['a type', (stack) => addScanning(stack, { scanType: Token.asString(Fn.ref('Type')) })],
  ['the rules', (stack) => addScanning(stack, { rules: Token.asAny(Fn.ref('Rules')) })],
  ['a filter', (stack) => addScanning(stack, { rules: [ruleWith(Token.asString(Fn.ref('Filter')))] })],
  [
    'a condition',
    (stack) => {
      const expression = Fn.conditionEquals(Fn.ref('Stage'), 'prod');
      addScanning(stack, { scanType: 'BASIC' }).cfnOptions.condition = new CfnCondition(stack, 'IsProd', {
        expression,
      });
    },
  ],
])('%s that is known at deployment only passes', (_, add) => {
  const stack = newStack();
  addPromotion(stack, { gate: enhanced });
  add(stack);
  expect(problemsOf(stack)).toEqual([]);
});

test('filters that are known at synth only are read', () => {
  const stack = newStack();
  addPromotion(stack, { gate: enhanced });
  addScanning(stack, { rules: Lazy.any({ produce: () => [ruleWith('prod/*')] }) });
  expect(problemsOf(stack)).toEqual([leftOut('incoming/alice', "'prod/*'").replace("'Stack/Registry'", "'Stack'")]);
});

const ruleWith = (filter: string) => ({
  scanFrequency: 'SCAN_ON_PUSH',
  repositoryFilters: [{ filter, filterType: 'WILDCARD' }],
});

function addScanning(
  stack: Stack,
  props: Partial<ConstructorParameters<typeof CfnRegistryScanningConfiguration>[2]>,
): CfnRegistryScanningConfiguration {
  return new CfnRegistryScanningConfiguration(stack, 'Scanning', { scanType: 'ENHANCED', rules: [], ...props });
}
