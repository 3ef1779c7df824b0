import { configFile, full, problemsIn, problemsOf, refuses, withValue } from '../../config-cases';
import { build, environmentsOf, propertiesOf, templateOf } from '../../config-stacks';
import { main, pizza, problemsInFiles, sushi } from '../teams/team-cases';

const at = `builds[${full.builds.findIndex(({ name }) => name === 'whole')}]`;
const otherArn = 'arn:aws:ecr:us-east-1:999999999999:repository/base';
const token = ['dckr', 'pat', 'a'.repeat(27)].join('_');

describe('the base images of a build', () => {
  const what = "must be an ECR repository name like 'team/service'";
  const arn =
    "must be the ARN of one ECR repository such as 'arn:aws:ecr:us-east-1:111122223333:repository/team/service'";
  refuses(`${at}.baseImages[0]`, [
    ['service:1', `${what}, got 'service:1'. Omit the tag`],
    [`service@sha256:${'0'.repeat(64)}`, `${what}, got 'service@sha256:${'0'.repeat(64)}'. Omit the digest`],
    [`${otherArn}:1`, `${arn}, got '${otherArn}:1'`],
    [otherArn.replace('base', '*'), `${arn}, got '${otherArn.replace('base', '*')}'. Name each repository.`],
    ['servise', "must be the name of a repository of this file, got 'servise'. Did you mean 'service'?"],
  ]);

  test('fail when one is in another partition', () => {
    const chinese = 'arn:aws-cn:ecr:cn-north-1:999999999999:repository/base';
    expect(problemsIn(withValue(full, `${at}.baseImages[0]`, chinese)).join()).toContain(
      `${at}.baseImages[0]: must be`,
    );
  });

  test('fail when one is listed twice', () => {
    expect(problemsIn(withValue(full, `${at}.baseImages`, ['service', 'service']))).toEqual([
      `${at}.baseImages[1]: must be listed once, got 'service' again. Remove it.`,
    ]);
  });

  test('fail when a check of pull requests builds no image', () => {
    const checks = { commands: ['make'], baseImages: ['service'] };
    const index = full.builds.findIndex(({ name }) => name === 'from-gitlab');
    expect(problemsIn(withValue(full, `builds[${index}].pullRequests`, checks))).toEqual([
      `builds[${index}].pullRequests.baseImages: requires privileged: true, because no image is built without it`,
    ]);
  });

  test('fail when one is a repository of another environment', () => {
    const problems = problemsOf(() =>
      environmentsOf({
        environments: [
          { name: 'prod', account: '123456789012', region: 'us-east-1' },
          { name: 'base', account: '210987654321', region: 'us-east-1' },
        ],
        repositories: [
          { name: 'service', environments: ['prod'] },
          { name: 'base', environments: ['base'] },
        ],
        builds: [build('service', { baseImages: ['base'] })],
      }),
    );
    expect(problems).toEqual([
      "builds[0].baseImages[0]: must be a repository of this environment, got 'base'. Write the ARN of one in another environment.",
    ]);
  });
});

describe('the registries of a build', () => {
  const host = "must be the host of a registry like 'registry.example.com' or 'registry.example.com:5000'";
  refuses(`${at}.registries[0].host`, [
    [
      'https://index.docker.io/v1/',
      `${host}, got 'https://index.docker.io/v1/'. Leave out the scheme 'https://' and the path`,
    ],
    ['docker.io/acme', `${host}, got 'docker.io/acme'. Leave out the path. Credentials are for a whole registry`],
    [
      '999999999999.dkr.ecr.us-east-1.amazonaws.com',
      "must not be a registry of Amazon ECR, got '999999999999.dkr.ecr.us-east-1.amazonaws.com'. Name its repositories in `baseImages`. The role logs in.",
    ],
    [undefined, 'is required'],
  ]);
  refuses(`${at}.registries[0].secret`, [[undefined, 'is required']]);
  refuses(`${at}.registries[0].username`, [
    [token, 'must be a user name, got a text that looks like a secret. Store it as the password'],
  ]);

  test('fail when a password is in plain text, which is never shown', () => {
    expect(
      problemsIn(withValue(full, `${at}.registries[0]`, { host: 'docker.io', secret: 'ci/hub', password: token })),
    ).toEqual([
      `${at}.registries[0]: must not have 'password'. A config is no place for a password. Store it in Secrets Manager, and write the name of the secret as \`secret\`.`,
    ]);
  });

  test('fail when one is listed twice, by another of its names', () => {
    const twice = [
      { host: 'docker.io', secret: 'a' },
      { host: 'index.docker.io', secret: 'b' },
    ];
    expect(problemsIn(withValue(full, `${at}.registries`, twice))).toEqual([
      `${at}.registries[1].host: must be listed once, got docker.io again`,
    ]);
  });
});

describe('the mirrors of a build', () => {
  refuses(`${at}.mirrors[1]`, [
    [{ host: 'docker.io' }, 'must have exactly one of mirror, pullThroughCache, got none'],
    [
      { host: 'docker.io', mirror: 'mirror.gcr.io', pullThroughCache: 'docker-hub' },
      'must have exactly one of mirror, pullThroughCache, got mirror and pullThroughCache',
    ],
  ]);
  refuses(`${at}.mirrors[1].region`, [['us-east-1', 'requires pullThroughCache']]);

  test('fail when another builder than buildx should use them', () => {
    const earthly = full.builds.findIndex(({ name }) => name === 'earthly');
    expect(
      problemsIn(withValue(full, `builds[${earthly}].mirrors`, [{ host: 'docker.io', mirror: 'mirror.gcr.io' }])),
    ).toEqual([`builds[${earthly}].mirrors: requires builder buildx`]);
  });
});

test('a build has the logins and rights of its base images, and its check of pull requests only its own', () => {
  const template = templateOf({
    repositories: [{ name: 'service' }, { name: 'base' }],
    builds: [
      build('service', {
        source: {
          github: 'acme/service',
          connectionArn: full.builds[0]?.source.connectionArn,
          branches: ['main'],
        },
        baseImages: ['base', otherArn],
        registries: [{ host: 'docker.io', secret: 'ci/docker-hub', username: 'acme' }],
        mirrors: [{ host: 'docker.io', pullThroughCache: 'docker-hub' }],
        pullRequests: { privileged: true, baseImages: [otherArn] },
      }),
    ],
  });
  const variables = propertiesOf(template, 'AWS::CodeBuild::Project').map(({ Environment: environment }) =>
    Object.fromEntries(
      ((environment as { EnvironmentVariables: unknown }).EnvironmentVariables as { Name: string; Value: unknown }[])
        .filter(({ Name: name }) => /^(ECR_REGISTRY|LOGIN|REGISTRY_MIRRORS)_/.test(name))
        .map(({ Name: name, Value: value }) => [name, value]),
    ),
  );
  const ecr = 'us-east-1 999999999999.dkr.ecr.us-east-1.amazonaws.com';
  expect(variables).toEqual([
    {
      ECR_REGISTRY_00: ecr,
      LOGIN_HOST_00: 'docker.io https://index.docker.io/v1/',
      LOGIN_USERNAME_00: 'acme',
      LOGIN_PASSWORD_00: expect.anything() as unknown,
      REGISTRY_MIRRORS_00: 'docker.io 123456789012.dkr.ecr.us-east-1.amazonaws.com/docker-hub',
    },
    { ECR_REGISTRY_00: ecr },
  ]);
  expect(JSON.stringify(template)).toContain(':secret:ci/docker-hub:password');
});

test('the Dockerfile of a build is checked', () => {
  const at = configFile('FROM 999999999999.dkr.ecr.us-east-1.amazonaws.com/base:1\n', 'Dockerfile');
  const problems = (baseImages: string[]) =>
    problemsOf(() => environmentsOf({ builds: [build('service', { localDockerfile: at, baseImages })] }));
  expect(problems(['service'])).toEqual([
    "builds[0].localDockerfile: must start from images that the build may pull, got '999999999999.dkr.ecr.us-east-1.amazonaws.com/base:1' " +
      `in line 1 of ${at}. Add its repository to \`baseImages\`.`,
  ]);
  expect(problems([otherArn])).toEqual([]);
});

test('a team may start from its own and from shared images, and read its own and shared secrets', () => {
  const problems = (more: object) =>
    problemsInFiles(
      {
        'teams/pizza.yaml': { ...pizza, builds: [{ ...build('pizza/service'), name: 'pizza-build', ...more }] },
        'teams/sushi.yaml': sushi,
      },
      { ...main, repositories: [{ name: 'base/node' }], shared: { prefixes: ['base/'], secrets: ['ci/docker-hub'] } },
    );
  const arn = (name: string) => `arn:aws:ecr:us-east-1:999999999999:repository/${name}`;
  expect(
    problems({
      baseImages: ['pizza/service', 'base/node', arn('base/go')],
      registries: [{ host: 'docker.io', secret: 'ci/docker-hub' }],
    }),
  ).toEqual([]);
  expect(
    problems({ baseImages: [arn('sushi/service')], registries: [{ host: 'docker.io', secret: 'sushi/token' }] }),
  ).toEqual([
    expect.stringContaining('builds[0].baseImages[0]: must start with'),
    expect.stringContaining('builds[0].registries[0].secret: must start with'),
  ]);
});
