import fc from 'fast-check';
import { validateConfig } from '../../../lib/app/config';
import { parseEqualOnce } from '../../../lib/app/config/repositories/equal-entries';
import { configSchema } from '../../../lib/app/config/schema';
import { addRegistryStacks } from '../../../lib/app/registry-stacks';
import { equalRepositoriesOf } from '../../../lib/app/stacks/equal-repositories';
import { newApp } from '../../synthesis';
import { problemsOf } from '../config-cases';
import { repositories } from '../config-stacks';
import { randomConfig } from '../random-configs';

beforeEach(() => {
  jest.spyOn(console, 'error').mockReturnValue(); // the synth prints warnings
});

test('equal repositories that are validated once are as each by itself', () => {
  const valid: boolean[] = [];
  fc.assert(
    fc.property(randomConfig, (config) => {
      const once = parseEqualOnce(configSchema, config);
      const { success, data } = configSchema.safeParse(config);
      expect(once).toEqual(data);
      valid.push(success);
    }),
    { numRuns: 300 },
  );
  expect(valid.filter((one) => one).length).toBeGreaterThan(100);
  expect(valid.filter((one) => !one).length).toBeGreaterThan(50);
});

test('a check of equal repositories by one of them finds what all of them show', () => {
  const outcomes: string[] = [];

  fc.assert(
    fc.property(randomConfig, (data) => {
      if (problemsOf(() => validateConfig(data)).length > 0) return;
      const config = validateConfig(data);
      const all = problemsOf(() => addRegistryStacks(newApp(), config));
      expect(problemsOf(() => addRegistryStacks(newApp(), config, equalRepositoriesOf(config)))).toEqual(all);
      outcomes.push(all.length > 0 ? 'refused' : 'valid');
    }),
    { numRuns: 200 },
  );
  expect(outcomes.filter((one) => one === 'refused').length).toBeGreaterThan(10);
  expect(outcomes.filter((one) => one === 'valid').length).toBeGreaterThan(30);
});

test('the synth refuses nothing that a check accepts', () => {
  const valid: unknown[] = [];
  for (const data of fc.sample(randomConfig, 200)) {
    if (valid.length === 11) break;
    if (problemsOf(() => addRegistryStacks(newApp(), validateConfig(data))).length === 0) valid.push(data);
  }
  expect(valid.length).toBe(11);
  for (const data of valid) {
    const app = newApp();
    addRegistryStacks(app, validateConfig(data));
    expect(() => app.synth()).not.toThrow();
  }
});

test.each([
  ['small ones', {}],
  // They fit only because so many repositories have no outputs.
  [
    'ones that nearly fill the template',
    { pullers: [{ account: '222222222222' }, { lambda: { account: '333333333333' } }] },
  ],
])('of repositories that are equal but for their names, a check creates one: %s', (_, more) => {
  const config = validateConfig({
    version: 1,
    environments: [{ name: 'prod', account: '123456789012', region: 'us-east-1' }],
    repositories: repositories(499).map((repository) => ({ ...repository, ...more })),
  });
  const [stack] = addRegistryStacks(newApp(), config, equalRepositoriesOf(config));
  expect(stack?.repositories.size).toBe(1);
});

test('repositories that are not created count as resources of their stack', () => {
  const config = validateConfig({
    version: 1,
    environments: [{ name: 'prod', account: '123456789012', region: 'us-east-1' }],
    repositories: repositories(5000),
  });
  expect(problemsOf(() => addRegistryStacks(newApp(), config, equalRepositoriesOf(config)))).toEqual([
    expect.stringContaining('got 5000'),
  ]);
});
