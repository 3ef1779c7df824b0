import fc from 'fast-check';
import { validateConfig } from '../../../../lib/app/config';
import { settingsOf } from '../../../../lib/app/config/settings/settings-of';
import { minimal } from '../../config-cases';

const environments = [{ name: 'prod', account: '123456789012', region: 'us-east-1' }];
const role = (index: number) => ({ role: `arn:aws:iam::222222222222:role/role-${index}` });

const settings = fc.record(
  {
    pullers: fc.uniqueArray(fc.nat(5), { minLength: 1 }).map((all) => all.map(role)),
    retention: fc.integer({ min: 1, max: 9 }).map((keepNewest) => ({ keepNewest })),
    imageScanOnPush: fc.boolean(),
    removalPolicy: fc.constantFrom('retain' as const, 'destroy' as const),
    mutableTags: fc.constantFrom(['latest'], ['dev-*']),
    tags: fc.dictionary(fc.constantFrom('a', 'b', 'c'), fc.constantFrom('1', '2')),
  },
  { requiredKeys: [] },
);

/** The documented order: the file, the groups from the shortest prefix, the repository, its settings for the environment. */
test('each setting is of the last part that has it, tags are merged by key, and consumers are added together', () => {
  const parts = fc.record({
    file: fc.record({
      tags: settings.map(({ tags }) => tags ?? {}),
      retention: settings.map(({ retention }) => retention),
    }),
    groups: fc.tuple(settings, settings, settings),
    other: settings,
    repository: settings,
    prod: settings,
    order: fc.shuffledSubarray([0, 1, 2, 3], { minLength: 4 }),
  });
  fc.assert(
    fc.property(parts, ({ file, groups, other, repository, prod, order }) => {
      const inFile = [
        { prefix: 'a/', ...groups[0] },
        { prefix: 'a/b/', ...groups[1] },
        { prefix: 'a/b/c/', ...groups[2] },
        { prefix: 'other/', ...other },
      ];
      const config = validateConfig({
        ...minimal,
        environments,
        tags: file.tags,
        defaults: { retention: file.retention },
        groups: order.map((index) => inFile[index]),
        repositories: [{ name: 'a/b/c/d', ...repository, perEnvironment: { prod } }, { name: 'other/one' }],
      });
      const [first, environment] = [config.repositories[0], config.environments[0]];
      if (!first || !environment) throw new Error('the config has both');
      const merged = settingsOf(config, first, environment);
      const layers = [file, ...groups, repository, prod] as Record<string, unknown>[];
      for (const key of ['retention', 'imageScanOnPush', 'removalPolicy', 'mutableTags'] as const) {
        expect(merged[key]).toEqual(
          layers
            .map((layer) => layer[key])
            .filter((value) => value !== undefined)
            .pop(),
        );
      }
      expect(merged.tags ?? {}).toEqual(Object.assign({}, ...layers.map(({ tags }) => tags)));
      const pullers = [...groups, repository, prod].flatMap((layer) => layer.pullers ?? []).map((one) => one.role);
      expect(merged.pullers?.map((one) => one.role) ?? []).toEqual([...new Set(pullers)]);
    }),
  );
});

test('the three settings for tags are one: a repository that sets one of them uses none of its group', () => {
  const group = { prefix: 'a/', mutableTags: ['latest'] };
  const merged = (repository: object) => {
    const config = validateConfig({
      ...minimal,
      environments,
      groups: [group],
      repositories: [{ name: 'a/b', ...repository }],
    });
    const [first, environment] = [config.repositories[0], config.environments[0]];
    if (!first || !environment) throw new Error('the config has both');
    const { mutableTags, imageTagMutability, immutableTags } = settingsOf(config, first, environment);
    return { mutableTags, imageTagMutability, immutableTags };
  };
  expect(merged({})).toEqual({ mutableTags: ['latest'] });
  expect(merged({ imageTagMutability: 'IMMUTABLE' })).toEqual({ imageTagMutability: 'IMMUTABLE' });
  expect(merged({ imageTagMutability: 'MUTABLE', immutableTags: ['v*'] })).toEqual({
    imageTagMutability: 'MUTABLE',
    immutableTags: ['v*'],
  });
});
