import { warningsOf } from '../../../synthesis';
import { full, minimal, problemsIn, problemsOf, refuses, withValue } from '../../config-cases';
import { build, environmentsOf } from '../../config-stacks';

const connectionArn = full.builds[0]?.source.connectionArn;
const gitHub = { github: 'acme/service', connectionArn };
const codeCommit = { codeCommit: 'service' };
const enterprise = { githubEnterprise: 'acme/service', host: 'git.example.com', connectionArn };

/** Returns the problems of a build with this source, without the path of the source. */
function sourceProblems(source: object): string[] {
  const path = 'builds[0].source';
  return problemsIn(withValue(full, path, source)).map((line) => line.replace(path, '').replace(/^\.|^: /, ''));
}

describe('the connection', () => {
  const what = 'must be the ARN of a connection (arn:aws:codeconnections:...), got';
  refuses('builds[0].source.connectionArn', [
    ['junk', `${what} 'junk'`],
    ['arn:aws:s3:::bucket', `${what} 'arn:aws:s3:::bucket'`],
  ]);
});

/** The connection, in another account or Region or of another service. */
const connectionIn = (environment: string, service = 'codeconnections') =>
  `arn:aws:${service}:${environment}:connection/11111111-2222-3333-4444-555555555555`;

describe('a connection of another account or Region', () => {
  const from = (arn: string) => ({ builds: [build('service', { source: { ...gitHub, connectionArn: arn } })] });
  const warningsOn = (config: object) =>
    environmentsOf(config).flatMap((stack) => [...stack.builds.values()].flatMap((made) => warningsOf(made)));

  test.each(['us-east-1:111111111111', 'eu-west-2:123456789012'])(
    'in %s may be shared, so there is a warning',
    (environment) => {
      const config = from(connectionIn(environment));
      expect(problemsIn({ ...minimal, ...config })).toEqual([]);
      expect(warningsOn(config)).toEqual([
        expect.stringContaining('Share a connection of another account with AWS RAM.'),
      ]);
    },
  );

  test('gives no warning if it is of this account and Region', () => {
    expect(warningsOn(from(connectionIn('us-east-1:123456789012')))).toEqual([]);
  });

  test('fails when it is of another account and cannot be shared', () => {
    const environment = 'us-east-1:111111111111';
    expect(problemsOf(() => environmentsOf(from(connectionIn(environment, 'codestar-connections'))))).toEqual([
      'builds[0].source.connectionArn: must be in account 123456789012, got account 111111111111 and Region us-east-1. Only ' +
        'a connection with an ARN of codeconnections can be shared.',
    ]);
  });
});

describe('the kind of a source', () => {
  const one = 'must have exactly one of github, githubEnterprise, gitlab, codeCommit, s3, codePipeline, got';
  refuses('builds[0].source', [
    [{}, `${one} none`],
    [{ ...codeCommit, s3: { bucket: 'sources', key: 'service.zip' } }, `${one} codeCommit and s3`],
    [{ ...gitHub, ...codeCommit }, `${one} github and codeCommit`],
    [{ ...gitHub, gitlab: 'acme/service' }, `${one} github and gitlab`],
  ]);

  test.each([
    ['GitHub', gitHub],
    ['GitHub Enterprise', enterprise],
    ['GitLab', { gitlab: 'acme/team/service', connectionArn, branches: ['main'] }],
    ['a self-managed GitLab', { gitlab: 'acme/service', host: 'git.example.com', connectionArn }],
    ['CodeCommit', { ...codeCommit, branch: 'main', branches: ['main'], tags: ['v1'], fetchDepth: 1 }],
    ['S3', { s3: { bucket: 'sources', key: 'service.zip' } }],
  ])('%s is one', (_, source) => {
    expect(sourceProblems(source)).toEqual([]);
  });
});

describe('the keys of each kind', () => {
  test.each([
    [{ github: 'acme/service' }, ['connectionArn: is required with github']],
    [{ gitlab: 'acme/service' }, ['connectionArn: is required with gitlab']],
    [
      { githubEnterprise: 'acme/service' },
      ['connectionArn: is required with githubEnterprise', 'host: is required with githubEnterprise'],
    ],
    [{ ...gitHub, host: 'git.example.com' }, ['host: is accepted only with githubEnterprise, gitlab']],
    [{ ...gitHub, branch: 'main' }, ['branch: is accepted only with codeCommit']],
    [
      { ...codeCommit, connectionArn, tagPatterns: ['v*'], reportBuildStatus: true },
      [
        'connectionArn: is accepted only with github, githubEnterprise, gitlab',
        'reportBuildStatus: is accepted only with github, githubEnterprise, gitlab',
        'tagPatterns: is accepted only with github, gitlab, codePipeline',
      ],
    ],
    [
      { s3: { bucket: 'sources', key: 'a.zip' }, branches: ['main'], fetchDepth: 1 },
      [
        'branches: is accepted only with github, gitlab, codeCommit, codePipeline',
        'fetchDepth: is accepted only with github, githubEnterprise, gitlab, codeCommit',
      ],
    ],
    [{ s3: { bucket: 'sources' } }, ['s3.key: is required']],
    [{ ...gitHub, executionsInOrder: true }, ['executionsInOrder: is accepted only with codePipeline']],
    [
      { codePipeline: true, artifactBucket: 'artifacts', fullClone: true, executionsInOrder: true },
      [
        'executionsInOrder: must not be true with fullClone: true, because builds with a history compare commits. Leave one of them out.',
      ],
    ],
    [{ ...gitHub, actorIds: ['1'] }, ['actorIds: requires branches or tags. Without them no push starts a build.']],
    [{ ...gitHub, tags: ['v1'], paths: ['src'] }, ['paths: requires branches. The push of a tag changes no file.']],
  ])('fails when it is %j', (source, problems) => {
    expect(sourceProblems(source)).toEqual(problems);
  });

  const hint =
    'CloudFormation cannot create a webhook for GitHub Enterprise. Create it with `aws codebuild create-webhook`.';

  test.each([
    ['branches', ['main'], `is accepted only with github, gitlab, codeCommit, codePipeline. ${hint}`],
    ['tags', ['v1'], `is accepted only with github, gitlab, codeCommit. ${hint}`],
    ['tagPatterns', ['v*'], `is accepted only with github, gitlab, codePipeline. ${hint}`],
  ])('B17: fails when GitHub Enterprise has %s', (key, value, problem) => {
    expect(sourceProblems({ ...enterprise, [key]: value })).toEqual([`${key}: ${problem}`]);
  });
});

test('a pipeline whose executions follow one another needs no clone for tags that move', () => {
  const codePipeline = { codePipeline: true, artifactBucket: 'artifacts' };
  const config = (source: object) => ({
    ...minimal,
    repositories: [{ name: 'service', mutableTags: ['latest'] }],
    builds: [build('service', { source, tags: { commit: true, fixed: ['latest'] } })],
  });
  expect(problemsIn(config({ ...codePipeline, executionsInOrder: true }))).toEqual([]);
  expect(problemsOf(() => environmentsOf(config({ ...codePipeline, executionsInOrder: true })))).toEqual([]);
  expect(problemsOf(() => environmentsOf(config(codePipeline)))).toEqual([
    expect.stringMatching(/^builds\[0\]\.tags: must not have tags that move, because the source is a ZIP file/),
  ]);
});

describe('the values of a source', () => {
  refuses('builds[1].source.codeCommit', [
    [
      'a.git',
      "must be the name of a CodeCommit repository, got 'a.git'. Use at most 100 letters, digits, '.', '_' and '-'",
    ],
  ]);
  refuses('builds[2].source.s3.bucket', [
    ['*', "must be the name of an S3 bucket, got '*'. Use 3 to 63 lower case letters, digits, '.' and '-'"],
  ]);
  refuses('builds[2].source.s3.key', [
    ['*', "must be the key of one S3 object, got '*'. A wildcard is not accepted"],
    ['', "must be the key of an S3 object, got ''"],
  ]);
  refuses('builds[2].source.s3.buildOnUpload', [['yes', "must be true or false, got 'yes'. Write true."]]);
  refuses('builds[3].source.gitlab', [
    ['acme', "must be a GitLab project as 'group/project', got 'acme'. The group or the project is missing"],
  ]);
  refuses('builds[3].source.host', [
    [
      'https://git.example.com',
      "must be the host of a Git server, like 'git.example.com', got 'https://git.example.com'. " +
        "Omit the scheme, which is always 'https'",
    ],
  ]);
  refuses('builds[0].source.tags[0]', [
    ['v*', "must be the name of one Git tag, got 'v*'. A wildcard would match other tags. Name each one"],
  ]);
  refuses('builds[0].source.tagPatterns[0]', [
    ['v1', "must be a pattern of Git tags with '*' for any text, got 'v1'. It has no '*'. Use 'tags'"],
  ]);
  refuses('builds[3].source.actorIds[0]', [
    ['12|34', "must be the numeric id of an account as digits, got '12|34'"],
    ['.*', "must be the numeric id of an account as digits, got '.*'"],
    [12, 'must be the numeric id of an account as digits, got the number 12. Write it in quotes'],
  ]);
  refuses('builds[3].source.paths[0]', [
    ['../x', "must be a path within the source, got '../x'. The path must not leave the source with '..'"],
  ]);
  refuses('builds[3].source.fetchDepth', [
    [0, 'must be a whole number from 1 to 25, got the number 0'],
    ['1', "must be a whole number from 1 to 25, got '1'. Write 1 without quotes."],
  ]);
});

describe('pull requests', () => {
  const approvers = 'GITHUB_WRITE, GITHUB_MAINTAIN, GITHUB_ADMIN, GITLAB_DEVELOPER, GITLAB_MAINTAINER, GITLAB_OWNER';
  refuses('builds[3].pullRequests.approval', [
    ['DISABLED', "must be one of ALL_PULL_REQUESTS, FORK_PULL_REQUESTS, got 'DISABLED'"],
  ]);
  refuses('builds[3].pullRequests.approvers[0]', [
    ['GITHUB_READ', `must be one of ${approvers}, got 'GITHUB_READ'`],
    ['GITHUB_TRIAGE', `must be one of ${approvers}, got 'GITHUB_TRIAGE'`],
  ]);
  refuses('builds[3].pullRequests.commands[0]', [['', "must be a command, got ''"]]);

  test.each([
    [
      'nothing runs',
      { privileged: false },
      'commands: must list at least one command. Without `privileged: true` no image is built.',
    ],
    [
      'it pushes',
      { commands: ['make'], repository: 'service' },
      "must not have 'repository'. The known keys are commands, tests, privileged, baseImages, logGroup, approval, approvers.",
    ],
  ])('fail when %s', (_, pullRequests, problem) => {
    const [line, ...more] = problemsIn(withValue(full, 'builds[3].pullRequests', pullRequests));
    expect([line?.replace(/^builds\[3\]\.pullRequests(\.|: )/, ''), more]).toEqual([problem, []]);
  });

  test.each([
    ['has no branches', { ...gitHub, tags: ['v1'] }],
    ['is of CodeCommit', codeCommit],
    ['is of GitHub Enterprise', enterprise],
    ['is of S3', { s3: { bucket: 'sources', key: 'a.zip' } }],
  ])('fail when the source %s', (_, source) => {
    const config = withValue(full, 'builds[0].pullRequests', { commands: ['make'] }) as object;
    expect(problemsIn(withValue(config, 'builds[0].source', source))).toEqual([
      'builds[0].pullRequests: requires a source of github or gitlab with branches',
    ]);
  });
});
