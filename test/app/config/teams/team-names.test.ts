import { main, pizza, problemsInFiles, sushi } from './team-cases';
import { full } from '../../config-cases';
import { build, publisher } from '../../config-stacks';

const [, , , , , whole] = full.builds;
const contributor = { assumedBy: 'arn:aws:iam::123456789012:role/users', expiresAt: '2026-12-01T00:00:00Z' };

function problems(more: object, mainFile: object = main): string[] {
  return problemsInFiles({ 'teams/pizza.yaml': { ...pizza, ...more }, 'teams/sushi.yaml': sushi }, mainFile).map(
    (line) => line.replace('teams/pizza.yaml: ', ''),
  );
}

const base = { repositories: [{ name: 'service' }, { name: 'base/node' }] };

test('a team may use names with its prefixes, and what the main file shares', () => {
  const parts = {
    groups: [{ prefix: 'pizza/', retention: { keepNewest: 5 } }],
    repositories: [...pizza.repositories, { name: 'pizza/cache', mutableTags: ['cache-*'] }],
    publishers: [
      publisher('pizza/service', {
        name: 'pizza-ci',
        pullRepositories: ['base/node'],
        repositoryPrefixes: ['pizza/eu/'],
        deploys: [
          {
            cluster: 'shared',
            service: 'pizza-web',
            passRoles: ['pizza-tasks', 'ecs-execution', 'arn:aws:iam::123456789012:role/path/pizza-tasks'],
          },
        ],
      }),
    ],
    builds: [
      {
        ...whole,
        name: 'pizza-build',
        repository: 'pizza/service',
        baseImages: ['base/node', 'arn:aws:ecr:us-east-1:999999999999:repository/base/go'],
        registries: [{ host: 'docker.io', secret: 'ci/npm' }],
        cache: { repository: 'pizza/cache' },
        secrets: [
          { id: 'a', secret: 'pizza/npm' },
          { id: 'b', secret: 'pizza-npm' },
          { id: 'c', secret: 'ci/npm' },
          { id: 'd', parameter: '/pizza/pip' },
          { id: 'e', parameter: '/ci/pip' },
        ],
        imageParameter: '/pizza/image',
      },
    ],
    contributors: [
      {
        ...contributor,
        name: 'pizza-alice',
        repository: 'pizza/incoming',
        promoteTo: 'pizza/approved',
        gate: { maxSeverity: 'LOW' },
      },
    ],
  };
  const shared = { prefixes: ['base/'], secrets: ['ci/npm'], parameters: ['/ci/pip'], passRoles: ['ecs-execution'] };
  expect(problems(parts, { ...main, ...base, shared })).toEqual([]);
});

const own = "must start with 'pizza/', got";
const named = "must start with 'pizza-', got";
const move = 'Correct it, or move this entry to the main file.';
const share = (key: string) => `Correct it, or add it to \`shared.${key}\` of the main file.`;
const deploys = (deploy: object) => ({
  publishers: [
    publisher('pizza/service', { name: 'pizza-ci', deploys: [{ cluster: 'a', service: 'pizza-a', ...deploy }] }),
  ],
});
const built = (more: object) => ({ builds: [build('pizza/service', { name: 'pizza-build', ...more })] });
const contributors = (more: object) => ({
  contributors: [{ ...contributor, name: 'pizza-al', repository: 'pizza/al', ...more }],
});
const promotions = (more: object) =>
  contributors({ promoteTo: 'pizza/approved', gate: { maxSeverity: 'MEDIUM' }, ...more });

test.each([
  ['group', { groups: [{ prefix: 'sushi/' }] }, `groups[0].prefix: ${own} 'sushi/'. ${move}`],
  ['repository', { repositories: [{ name: 'service/a' }] }, `repositories[0].name: ${own} 'service/a'. ${move}`],
  ['publisher', { publishers: [publisher('pizza/service')] }, `publishers[0].name: ${named} 'github-ci'. ${move}`],
  [
    'pushed repository',
    { publishers: [publisher('sushi/service', { name: 'pizza-ci' })] },
    `publishers[0].repositories[0]: ${own} 'sushi/service'. ${move}`,
  ],
  [
    'pulled repository',
    { publishers: [publisher('pizza/service', { name: 'pizza-ci', pullRepositories: ['base/node'] })] },
    `publishers[0].pullRepositories[0]: ${own} 'base/node'. ${share('prefixes')}`,
  ],
  [
    'pushed prefix',
    { publishers: [publisher('pizza/service', { name: 'pizza-ci', repositoryPrefixes: ['sushi/'] })] },
    `publishers[0].repositoryPrefixes[0]: ${own} 'sushi/'. ${move}`,
  ],
  [
    'prefix of another team, below which a push creates repositories',
    {
      publishers: [
        publisher('pizza/service', { name: 'pizza-ci', repositoryPrefixes: ['sushi/eu/'], createRepositories: true }),
      ],
    },
    `publishers[0].repositoryPrefixes[0]: ${own} 'sushi/eu/'. ${move}`,
  ],
  [
    'prefix that only starts like one of the team, below which a push creates repositories',
    {
      publishers: [
        publisher('pizza/service', { name: 'pizza-ci', repositoryPrefixes: ['pizzas/'], createRepositories: true }),
      ],
    },
    `publishers[0].repositoryPrefixes[0]: ${own} 'pizzas/'. ${move}`,
  ],
  [
    'deployed service',
    deploys({ service: 'sushi-web' }),
    `publishers[0].deploys[0].service: ${named} 'sushi-web'. ${move}`,
  ],
  [
    'passed role',
    deploys({ passRoles: ['admin'] }),
    `publishers[0].deploys[0].passRoles[0]: ${named} 'admin'. ${share('passRoles')}`,
  ],
  [
    'passed role by its ARN',
    deploys({ passRoles: ['arn:aws:iam::123456789012:role/pizza-roles/admin'] }),
    `publishers[0].deploys[0].passRoles[0]: ${named} 'arn:aws:iam::123456789012:role/pizza-roles/admin'. ${share('passRoles')}`,
  ],
  ['build', { builds: [build('pizza/service')] }, `builds[0].name: ${named} 'build'. ${move}`],
  ['built repository', built({ repository: 'base/node' }), `builds[0].repository: ${own} 'base/node'. ${move}`],
  [
    'cache of builds',
    built({ cache: { repository: 'sushi/cache' } }),
    `builds[0].cache.repository: ${own} 'sushi/cache'. ${move}`,
  ],
  [
    'secret',
    built({ secrets: [{ id: 'npm', secret: 'sushi/npm' }] }),
    `builds[0].secrets[0].secret: must start with 'pizza/' or 'pizza-', got 'sushi/npm'. ${share('secrets')}`,
  ],
  [
    'parameter with a secret',
    built({ secrets: [{ id: 'npm', parameter: '/sushi/npm' }] }),
    `builds[0].secrets[0].parameter: must start with '/pizza/' or 'pizza-', got '/sushi/npm'. ${share('parameters')}`,
  ],
  [
    'parameter that a build sets',
    built({ imageParameter: '/sushi/image' }),
    `builds[0].imageParameter: must start with '/pizza/' or 'pizza-', got '/sushi/image'. ${move}`,
  ],
  [
    'log group of a build',
    built({ logGroup: '/aws/codebuild/sushi-web' }),
    `builds[0].logGroup: must start with '/aws/codebuild/pizza-' or '/pizza/', got '/aws/codebuild/sushi-web'. ${move}`,
  ],
  [
    'service that a build deploys to',
    built({ deploys: [{ cluster: 'a', service: 'sushi-web' }] }),
    `builds[0].deploys[0].service: ${named} 'sushi-web'. ${move}`,
  ],
  [
    'function that a build deploys to',
    built({ compatibility: 'lambda', deploys: [{ lambda: 'sushi-api' }] }),
    `builds[0].deploys[0].lambda: ${named} 'sushi-api'. ${move}`,
  ],
  [
    'role that a build passes',
    built({ deploys: [{ cluster: 'a', service: 'pizza-a', passRoles: ['admin'] }] }),
    `builds[0].deploys[0].passRoles[0]: ${named} 'admin'. ${share('passRoles')}`,
  ],
  [
    'deployed function',
    deploys({ cluster: undefined, service: undefined, lambda: 'sushi-api' }),
    `publishers[0].deploys[0].lambda: ${named} 'sushi-api'. ${move}`,
  ],
  [
    'service of a promotion',
    promotions({ deploys: [{ cluster: 'a', service: 'sushi-web' }] }),
    `contributors[0].deploys[0].service: ${named} 'sushi-web'. ${move}`,
  ],
  [
    'function of a promotion',
    promotions({ deploys: [{ lambda: 'sushi-api' }] }),
    `contributors[0].deploys[0].lambda: ${named} 'sushi-api'. ${move}`,
  ],
  [
    'role that a promotion passes',
    promotions({ deploys: [{ cluster: 'a', service: 'pizza-a', passRoles: ['admin'] }] }),
    `contributors[0].deploys[0].passRoles[0]: ${named} 'admin'. ${share('passRoles')}`,
  ],
  ['contributor', contributors({ name: 'alice' }), `contributors[0].name: ${named} 'alice'. ${move}`],
  [
    "contributor's repository",
    contributors({ repository: 'in/al' }),
    `contributors[0].repository: ${own} 'in/al'. ${move}`,
  ],
  [
    'approved repository',
    contributors({ promoteTo: 'approved/al', gate: { maxSeverity: 'LOW' } }),
    `contributors[0].promoteTo: ${own} 'approved/al'. ${move}`,
  ],
])('fails when a %s has no prefix of the team', (_, parts, line) => {
  expect(problems(parts, { ...main, ...base })).toEqual([line]);
});

test('a name that is unknown has only that problem', () => {
  expect(problems({ publishers: [publisher('pizza/servce', { name: 'pizza-ci' })] })).toEqual([
    "publishers[0].repositories[0]: must be the name of a repository of this config, got 'pizza/servce'. Did you mean 'pizza/service'?",
  ]);
  expect(problems({ repositories: [{ name: 'pizza/a', environments: ['nope'] }] })).toEqual([
    "repositories[0].environments[0]: must be the name of an environment of this config, got 'nope'",
  ]);
});

test('a name belongs to the longest prefix that it starts with', () => {
  const own = { name: 'pizza-eu-ci' };
  const files = (name: string) => ({
    'teams/eu.yaml': { ...pizza, team: 'eu', prefixes: ['pizza-eu/'], repositories: [{ name: 'pizza-eu/service' }] },
    'teams/pizza.yaml': { ...pizza, publishers: [publisher('pizza/service', { name })] },
  });
  expect(problemsInFiles(files('pizza-e-ci'))).toEqual([]);
  expect(problemsInFiles(files(own.name))).toEqual([
    "teams/pizza.yaml: publishers[0].name: must not start with 'pizza-eu-', got 'pizza-eu-ci'. Such names belong to prefix 'pizza-eu/' of teams/eu.yaml. Choose another name.",
  ]);
});

test.each([
  ['pizza/', 'pizza/'],
  ['pizza/', 'pizza/eu/'],
  ['pizza/eu/', 'pizza/'],
  ['pizza/eu/', 'pizza-eu/'],
  ['pizza.eu/', 'pizza-eu/'],
])('fails when two teams have the prefixes %s and %s', (one, other) => {
  const least = { ...pizza, repositories: undefined };
  const files = {
    'teams/a.yaml': { ...least, prefixes: [one] },
    'teams/b.yaml': { ...least, team: 'b', prefixes: [other] },
  };
  expect(problemsInFiles(files)).toEqual([
    `teams/b.yaml: prefixes[0]: must not overlap with prefix '${one}' of teams/a.yaml, got '${other}'. Choose another prefix.`,
  ]);
});

test('fails when two teams have one name', () => {
  expect(problemsInFiles({ 'teams/a.yaml': pizza, 'teams/b.yaml': { ...sushi, team: 'Pizza' } })).toEqual([
    "teams/b.yaml: team: must be unique, got 'Pizza', which teams/a.yaml has too. Choose another name.",
  ]);
});

test('fails when the main file has a repository with the prefix of a team', () => {
  expect(problemsInFiles({ 'teams/a.yaml': pizza }, { ...main, repositories: [{ name: 'pizza/base' }] })).toEqual([
    "repositories[0].name: must not start with 'pizza/', got 'pizza/base'. The prefix belongs to teams/a.yaml. Move the repository to that file.",
  ]);
});

test('fails when a shared prefix has no repository', () => {
  expect(problems({}, { ...main, shared: { prefixes: ['bse/'] } })).toEqual([
    "shared.prefixes[0]: must be the start of a repository name of this config, got 'bse/'. Correct it, or remove it.",
  ]);
});

test('a team may claim the prefixes that the main file gives to it, and those below', () => {
  const files = { 'teams/a.yaml': { ...pizza, prefixes: ['pizza/eu/', 'pies/'], repositories: undefined } };
  expect(problemsInFiles(files, { ...main, teamPrefixes: { pizza: ['pizza/', 'pies/'] } })).toEqual([]);
});

test('fails when a team claims a prefix that the main file does not give to it', () => {
  const files = { 'teams/a.yaml': pizza, 'teams/b.yaml': sushi };
  expect(problemsInFiles(files, { ...main, teamPrefixes: { pizza: ['pies/', 'tarts/'], ramen: ['ramen/'] } })).toEqual([
    "teamPrefixes.ramen: must be a team with a file, got 'ramen'. Correct it, or remove it.",
    "teams/a.yaml: prefixes[0]: must start with 'pies/' or 'tarts/', which the main file gives to the team, got 'pizza/'. Correct it, or add it to `teamPrefixes`.",
    "teams/b.yaml: team: must be a team of `teamPrefixes` in the main file, got 'sushi'. Correct it, or add it there.",
  ]);
  expect(problemsInFiles(files, { ...main, teamPrefixes: { 'a b': ['pizza'] } })).toContain(
    "teamPrefixes.a b: must be the name of a team, got 'a b'. Use at most 64 letters, digits, '.', '_' and '-'.",
  );
});

test('fails when a contributor of the main file has repositories with the prefix of a team', () => {
  const contributors = [
    {
      name: 'alice',
      repository: 'incoming/alice',
      assumedBy: 'arn:aws:iam::123456789012:role/user-services',
      expiresAt: '2027-01-01T00:00:00Z',
      promoteTo: 'pizza/alice',
      gate: { maxSeverity: 'MEDIUM' },
    },
  ];
  expect(problemsInFiles({ 'teams/a.yaml': pizza }, { ...main, contributors })).toEqual([
    "contributors[0].promoteTo: must not start with 'pizza/', got 'pizza/alice'. The prefix belongs to teams/a.yaml. Move the contributor to that file.",
  ]);
});
