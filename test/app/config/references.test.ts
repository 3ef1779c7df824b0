import { full, minimal, problemsIn, refuses, withValue } from '../config-cases';

const environment = 'must be the name of an environment of this file, got';
const repository = 'must be the name of a repository of this file, got';

describe('names that mean nothing', () => {
  for (const path of [
    'repositories[1].environments',
    'publishers[0].environments',
    'publishers[0].deploys[0].environments',
    'builds[0].environments',
  ]) {
    test(`fails when ${path} names no environment`, () => {
      expect(problemsIn(withValue(full, path, ['prod', 'nope', 'Prod']))).toEqual([
        `${path}[1]: ${environment} 'nope'`,
        `${path}[2]: ${environment} 'Prod'. Did you mean 'prod'?`,
      ]);
    });
  }

  refuses('publishers[0].repositories[0]', [['nope', `${repository} 'nope'`]]);
  refuses('builds[0].repository', [['team', `${repository} 'team'`]]);
  refuses('acknowledgements[0].repositories[0]', [['nope', `${repository} 'nope'`]]);

  test('fails when a name is one that every object has', () => {
    const names = ['constructor', 'toString', '__proto__'];
    expect(problemsIn(withValue(full, 'builds[0].environments', names))).toEqual([
      `builds[0].environments[0]: ${environment} 'constructor'`,
      `builds[0].environments[1]: ${environment} 'toString'`,
      "builds[0].environments[2]: must be the name of an environment, got '__proto__'. Use at most 64 letters, digits and '-'.",
      `builds[0].environments[2]: ${environment} '__proto__'`,
    ]);
  });

  test('fails once when the name of an environment with own settings is not valid', () => {
    const repositories = [{ name: 'service', perEnvironment: { 'pr od': { imageScanOnPush: false } } }];
    expect(problemsIn({ ...minimal, repositories })).toEqual([
      "repositories[0].perEnvironment.pr od: must be the name of an environment, got 'pr od'. Use at most 64 letters, " +
        "digits and '-'.",
    ]);
  });

  test('fails once when the name of an environment with own settings is unknown', () => {
    const repositories = [{ name: 'service', perEnvironment: { prd: { imageScanOnPush: false } } }];
    expect(problemsIn({ ...minimal, repositories })).toEqual([
      `repositories[0].perEnvironment.prd: ${environment} 'prd'. Did you mean 'prod'?`,
    ]);
  });

  test('a wrong field at another path hides no wrong name', () => {
    const config = withValue(withValue(full, 'version', 7) as object, 'publishers[0].repositories[0]', 'nope');
    expect(problemsIn(config)).toEqual([
      `publishers[0].repositories[0]: ${repository} 'nope'`,
      'version: must be 1, the version of this format',
    ]);
  });
});

/** The path of each list of texts in a config. Commands may be repeated. */
function textLists(value: unknown, path = ''): string[] {
  if (Array.isArray(value)) {
    if (typeof value[0] === 'string') return path.endsWith('.commands') ? [] : [path];
    return value.flatMap((item, index) => textLists(item, `${path}[${index}]`));
  }
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) => textLists(item, path === '' ? key : `${path}.${key}`));
}

function valueAt(path: string): string[] {
  const keys = path.split(/[.[\]]+/).filter((key) => key !== '');
  return keys.reduce<unknown>((value, key) => (value as Record<string, unknown>)[key], full) as string[];
}

test.each(textLists(full))('fails when %s lists a value twice', (path) => {
  const values = valueAt(path);
  const [first = ''] = values;
  expect(problemsIn(withValue(full, path, [...values, first]))).toContain(
    `${path}[${values.length}]: must be listed once, got '${first}' again. Remove it.`,
  );
});

describe('names that are listed twice', () => {
  const twice = (section: 'environments' | 'repositories' | 'publishers' | 'builds', name: string) =>
    problemsIn(withValue(full, `${section}[${full[section].length}]`, { ...full[section][0], name }));

  test.each([
    ['repositories', 'service'],
    ['publishers', 'github-ci'],
    ['builds', 'from-github'],
  ] as const)('fails when %s have one', (section, name) => {
    const again = `${section}[${full[section].length}].name: must be unique, got '${name}', which ${section}[0] has too. Choose another name.`;
    expect(twice(section, name)).toEqual([again]);
  });

  test('fails when a role has the name of another in another case', () => {
    expect(twice('publishers', 'GitHub-CI')).toEqual([
      "publishers[2].name: must be unique, got 'GitHub-CI', which publishers[0] has too. Choose another name. " +
        'Upper and lower case count as equal.',
    ]);
  });

  test('fails when an environment has the name or the place of another', () => {
    expect(twice('environments', 'Prod')).toEqual([
      'environments[3]: must not have the account and Region of environments[0]. Remove it, or change one of them.',
      "environments[3].name: must be unique, got 'Prod', which environments[0] has too. Choose another name. " +
        'Upper and lower case count as equal.',
    ]);
  });

  test('says each time that a name comes again', () => {
    const repositories = Array.from({ length: 4 }, () => ({ name: 'service' }));
    expect(problemsIn({ ...minimal, repositories })).toEqual(
      [1, 2, 3].map(
        (index) =>
          `repositories[${index}].name: must be unique, got 'service', which repositories[0] has too. Choose another name.`,
      ),
    );
  });
});

describe('what comes together in no environment', () => {
  const apart = withValue(full, 'repositories[0].environments', ['london']) as typeof full;

  test('fails when a build has an environment that its repository does not have', () => {
    expect(problemsIn(withValue(apart, 'builds[0].environments', ['prod', 'test', 'london']))).toContain(
      "builds[0].environments[0]: must be an environment of its repository, got 'prod'",
    );
  });

  test('a build without environments has those of its repository', () => {
    const builds = withValue(apart, 'builds', [full.builds[2]]) as typeof full;
    expect(problemsIn(withValue(builds, 'publishers', [full.publishers[0]]))).toEqual([]);
  });

  test('fails when a publisher pushes to a repository of other environments', () => {
    const config = {
      ...apart,
      builds: undefined,
      publishers: [{ ...full.publishers[0], environments: ['prod', 'test'] }],
    };
    expect(problemsIn(config)).toEqual([
      "publishers[0].environments[0]: must be in an account that one of its repositories is deployed to, got 'prod'",
      "publishers[0].environments[1]: must be in an account that one of its repositories is deployed to, got 'test'",
      "publishers[0].repositories[0]: repository 'service' is not deployed to prod or test. Add prod or test to its environments, or remove it from the publisher.",
    ]);
  });

  test('fails when a publisher names an account in which it would get no role', () => {
    const config = {
      ...apart,
      builds: undefined,
      publishers: [{ ...full.publishers[0], environments: ['prod', 'test', 'london'] }],
    };
    expect(problemsIn(config)).toEqual([
      "publishers[0].environments[1]: must be in an account that one of its repositories is deployed to, got 'test'",
    ]);
  });

  test('fails when a deploy has an environment that its publisher does not have', () => {
    expect(problemsIn(withValue(full, 'publishers[0].deploys[0].environments', ['london', 'test']))).toEqual([
      "publishers[0].deploys[0].environments[1]: must be an environment of the publisher, got 'test'",
    ]);
  });

  test('fails when one key is to serve two places', () => {
    const path = 'repositories[1].encryptionKey';
    const problem = (account: string, region: string, name: string) =>
      `${path}: must be in account ${account} and Region ${region} of environment '${name}', got account ` +
      '123456789012 and Region us-east-1';
    expect(problemsIn(withValue(full, 'repositories[1].environments', ['prod', 'london', 'test']))).toEqual([
      problem('123456789012', 'eu-west-2', 'london'),
      problem('210987654321', 'us-east-1', 'test'),
    ]);
  });
});
