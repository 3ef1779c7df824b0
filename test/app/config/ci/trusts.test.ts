import Ajv from 'ajv';
import { ciKeys } from '../../../../lib/app/config/ci/ci-systems';
import { renderJsonSchema } from '../../../../lib/app/config/schema';
import { full, problemsIn, withValue } from '../../config-cases';
import {
  propertiesOf,
  publisher,
  stacksOf,
  type SynthesizedTemplate,
  templateOf,
  templatesOf,
} from '../../config-stacks';

const uuids = [1, 2, 3, 4].map((number) => `00000000-0000-4000-8000-00000000000${number}`);
const [workspaceUuid = '', repositoryUuid = '', environmentUuid = '', pipelineId = ''] = uuids;

const trusts = {
  gitlab: [
    { project: 'acme/app', projectId: '42', branches: ['main'], branchPatterns: ['release/*'], tagPatterns: ['v*'] },
    { project: 'acme/web', projectId: '43', tags: ['v1'], acceptUnprotected: true },
  ],
  bitbucket: [
    { workspace: 'acme', workspaceUuid, repositoryUuid, environmentUuids: [environmentUuid], withoutEnvironment: true },
  ],
  circleci: [
    {
      organizationId: workspaceUuid,
      projectId: repositoryUuid,
      origin: 'github.com/acme/app',
      branches: ['main'],
      branchPatterns: ['release/*'],
    },
  ],
  buildkite: [{ pipeline: 'acme/app', pipelineId, branches: ['main'], tags: ['v1'] }],
};

const of = (system: object) => ({ name: 'ci', repositories: ['service'], ...system });
const validate = new Ajv({ allErrors: true, strict: true }).compile(renderJsonSchema());

/** The problems of a config with one publisher. */
function problemsOf(system: object): string[] {
  const config = withValue(full, 'publishers', [of(system)]);
  const problems = problemsIn(config);
  if (problems.length === 0) expect(validate(config)).toBe(true);
  return problems;
}

test.each(Object.entries(trusts))('%s is a system to publish from', (system, trust) => {
  expect(problemsOf({ [system]: trust })).toEqual([]);
});

const kinds = ciKeys.join(', ');

test.each([
  ['none of the systems', {}, `publishers[0]: must have exactly one of ${kinds}, got none`],
  [
    'two of them',
    { gitlab: trusts.gitlab, buildkite: trusts.buildkite },
    `publishers[0]: must have exactly one of ${kinds}, got gitlab and buildkite`,
  ],
])('fails when a publisher is of %s', (_, systems, problem) => {
  expect(problemsOf(systems)).toEqual([problem]);
  expect(validate(withValue(full, 'publishers', [of(systems)]))).toBe(false);
});

const unlimited = (names: string) => `must name ${names}. Without one, any run could publish.`;
const claims = 'applies to GitLab.com only. From a self-managed GitLab, AWS reads only the subject and the audience.';

test.each<[string, object, string[]]>([
  [
    'a project that is a pattern',
    { gitlab: [{ project: 'acme/*', branches: ['main'] }] },
    [
      "gitlab[0].project: must be a GitLab project as 'group/project', got 'acme/*'. " +
        'A wildcard would trust other projects. Name each one',
    ],
  ],
  [
    'no ref',
    { gitlab: [{ project: 'acme/app' }] },
    [`gitlab[0]: ${unlimited('branches, tags, branchPatterns or tagPatterns')}`],
  ],
  [
    'claims of a self-managed GitLab',
    {
      gitlab: [
        {
          project: 'acme/app',
          branches: ['main'],
          server: 'gitlab.example.com',
          projectId: '42',
          acceptUnprotected: false,
        },
      ],
    },
    [`gitlab[0].acceptUnprotected: ${claims}`, `gitlab[0].projectId: ${claims}`],
  ],
  [
    'a pattern among branches',
    { circleci: [{ ...trusts.circleci[0], branches: ['release/*'] }] },
    [
      "circleci[0].branches[0]: must be the name of one Git branch, got 'release/*'. " +
        'A wildcard would match other branches. Name each one',
    ],
  ],
  [
    'braces around a UUID',
    {
      bitbucket: [
        { workspace: 'acme', workspaceUuid, repositoryUuid: `{${repositoryUuid}}`, withoutEnvironment: true },
      ],
    },
    [
      `bitbucket[0].repositoryUuid: must be the UUID of a Bitbucket repository, got '{${repositoryUuid}}'. ` +
        'Omit the braces',
    ],
  ],
  [
    'steps for nothing',
    { bitbucket: [{ workspace: 'acme', workspaceUuid, repositoryUuid }] },
    [`bitbucket[0]: ${unlimited('environmentUuids or withoutEnvironment')}`],
  ],
  [
    'a pipeline by its address',
    { buildkite: [{ pipeline: 'https://buildkite.com/acme/app', branches: ['main'] }] },
    [
      "buildkite[0].pipeline: must be a Buildkite pipeline as 'organization/pipeline', got " +
        "'https://buildkite.com/acme/app'. " +
        'Omit the address of the server',
    ],
  ],
])('fails when a publisher trusts %s', (_, system, problems) => {
  expect(problemsOf(system).sort()).toEqual(problems.map((problem) => `publishers[0].${problem}`).sort());
});

const urls = (template: SynthesizedTemplate | undefined) =>
  propertiesOf(template, 'AWS::IAM::OIDCProvider').map(({ Url }) => String(Url));

const bitbucketAddress = 'api.bitbucket.org/2.0/workspaces/acme/pipelines-config/identity/oidc';

test.each([
  ['gitlab', 'gitlab.com', ['v*', 'main', 'v1', 'release/*'].map((ref) => `:ref:${ref}`)],
  ['bitbucket', bitbucketAddress, [`{${repositoryUuid}}:{${environmentUuid}}:{????`, `{${repositoryUuid}}:{????`]],
  ['circleci', `oidc.circleci.com/org/${workspaceUuid}`, ['/vcs-ref/refs/heads/main', '/vcs-ref/refs/heads/release/*']],
  ['buildkite', 'agent.buildkite.com', [':ref:refs/heads/main:', ':ref:refs/tags/v1:']],
] as const)('a publisher of %s has a role and a provider', (system, address, subjects) => {
  const template = templateOf({ publishers: [of({ [system]: trusts[system] })] });
  expect(urls(template)).toEqual([`https://${address}`]);
  const [{ RoleName: name, AssumeRolePolicyDocument: trust } = {}] = propertiesOf(template, 'AWS::IAM::Role');
  expect(name).toBe('ci');
  for (const subject of subjects) expect(JSON.stringify(trust)).toContain(subject);
  expect(Object.values(template.Outputs ?? {}).map(({ Description }) => Description)).toContain(
    'The ARN of the role ci, which its jobs assume',
  );
});

test('publishers of several systems have a provider for each system, in the home of the account', () => {
  const environments = ['one', 'two'].map((name, index) => ({
    name,
    account: '123456789012',
    region: index === 0 ? 'us-east-1' : 'eu-west-1',
  }));
  const publishers = [
    publisher('service', { environments: ['two'] }),
    { ...of({ gitlab: trusts.gitlab }), environments: ['two'] },
    { ...of({ gitlab: trusts.gitlab }), name: 'ci-2' },
    { ...of({ buildkite: trusts.buildkite }), name: 'ci-3' },
  ];
  const templates = templatesOf({ environments, publishers });
  const withProviders = Object.entries(templates).filter(([, template]) => urls(template).length > 0);
  expect(withProviders.map(([stack, template]) => [stack, urls(template)])).toEqual([
    [
      'ecr-publishing-one-publishers',
      ['https://token.actions.githubusercontent.com', 'https://gitlab.com', 'https://agent.buildkite.com'],
    ],
  ]);
});

test('a provider that the account has is imported', () => {
  const publishers = [of({ gitlab: trusts.gitlab }), { ...of({ buildkite: trusts.buildkite }), name: 'ci-2' }];
  expect(urls(templateOf({ publishers, gitlab: { provider: 'import' } }))).toEqual(['https://agent.buildkite.com']);
});

test('fails when a publisher is of two servers', () => {
  const own = { project: 'acme/app', branches: ['main'], server: 'gitlab.example.com' };
  const problem =
    "publishers[0]: `subjects` must be of one issuer, got 'gitlab.com' for 'sts.amazonaws.com' and " +
    "'gitlab.example.com' for " +
    "'sts.amazonaws.com'. Create a role for each.";
  expect(() => stacksOf({ publishers: [of({ gitlab: [...trusts.gitlab, own] })] })).toThrow(problem);
});
