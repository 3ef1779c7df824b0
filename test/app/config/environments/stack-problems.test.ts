import { minimal, problemsIn } from '../../config-cases';

const environment = (name: string, region: string, more: object = {}) => ({
  name,
  account: '123456789012',
  region,
  ...more,
});

test.each(['prod-2', 'prod-builds', 'prod-publishers', 'prod-contributors-12'])(
  "an environment named '%s' next to prod fails, because a stack of prod can get its name",
  (name) => {
    const environments = [environment('prod', 'us-east-1'), environment(name, 'eu-west-1')];
    expect(problemsIn({ ...minimal, environments })).toEqual([
      `environments[1].name: must not be '${name}', because a stack of environment 'prod' can get the same name. Choose another name.`,
    ]);
  },
);

test.each(['prod-eu', 'prod-2a', 'production', 'prod-builds-eu'])(
  "an environment named '%s' next to prod is valid",
  (name) => {
    const environments = [environment('prod', 'us-east-1'), environment(name, 'eu-west-1')];
    expect(problemsIn({ ...minimal, environments })).toEqual([]);
  },
);

test('two homes of one account fail, and one in each account is valid', () => {
  const environments = [
    environment('prod', 'us-east-1', { home: true }),
    environment('eu', 'eu-west-1', { home: true }),
    { name: 'test', account: '210987654321', region: 'us-east-1', home: true },
  ];
  expect(problemsIn({ ...minimal, environments })).toEqual([
    "environments[1].home: must be true for one environment of account 123456789012, and 'prod' has it too. Remove one.",
  ]);
});
