import { CfnParameter } from 'aws-cdk-lib';
import { ImageSource } from '../../../lib/build/source/image-source';
import { type ConnectedSourceOptions, type WebhookOptions } from '../../../lib/build/source/source-options';
import { newOpenStack, newStack, warningsOf } from '../../synthesis';
import { addProject, connectionArn, projectWith, statementsWith } from '../build-project';
import { type Triggers } from '../triggers';

type Options = ConnectedSourceOptions & WebhookOptions;

/** The four hosts, with options that all of them accept. */
const hosts: [string, (options: Options) => ImageSource, string][] = [
  ['GITHUB', (options) => ImageSource.gitHub('acme/app', options), 'https://github.com/acme/app.git'],
  [
    'GITHUB_ENTERPRISE',
    (options) => ImageSource.gitHubEnterprise('acme/app', { host: 'git.example.com', ...options }),
    'https://git.example.com/acme/app.git',
  ],
  ['GITLAB', (options) => ImageSource.gitLab('acme/team/app', options), 'https://gitlab.com/acme/team/app.git'],
  [
    'GITLAB_SELF_MANAGED',
    (options) => ImageSource.gitLabSelfManaged('acme/app', { host: 'git.example.com:8443', ...options }),
    'https://git.example.com:8443/acme/app.git',
  ],
];

describe.each(hosts)('%s', (type, sourceOf, address) => {
  test('B9: is read through the connection, by an address without credentials', () => {
    const { Source: source } = projectWith({ source: sourceOf({ connectionArn }) });
    expect(source).toMatchObject({
      Type: type,
      Location: address,
      Auth: { Type: 'CODECONNECTIONS', Resource: connectionArn },
      ReportBuildStatus: true,
    });
    expect(Object.keys(source as object).sort()).toEqual([
      'Auth',
      'BuildSpec',
      'Location',
      'ReportBuildStatus',
      'Type',
    ]);
  });

  test('the role may use the connection', () => {
    expect(statementsWith({ source: sourceOf({ connectionArn }) })).toContainEqual({
      Effect: 'Allow',
      Action: ['codeconnections:GetConnection', 'codeconnections:GetConnectionToken'],
      Resource: connectionArn,
    });
  });

  test('renders the depth, the submodules and whether to report', () => {
    const options = { connectionArn, fetchDepth: 1, fetchSubmodules: true, reportBuildStatus: false };
    expect(projectWith({ source: sourceOf(options) }).Source).toMatchObject({
      GitCloneDepth: 1,
      GitSubmodulesConfig: { FetchSubmodules: true },
      ReportBuildStatus: false,
    });
  });

  test('B7: without branches and tags there is no webhook', () => {
    expect(projectWith({ source: sourceOf({ connectionArn }) }).Triggers).toBeUndefined();
  });

  test.each([0, -1, 26, 1.5, NaN, '1'])('fails when the depth is %j', (fetchDepth) => {
    const got = typeof fetchDepth === 'string' ? "'1'" : `the number ${fetchDepth}`;
    expect(() => projectWith({ source: sourceOf({ connectionArn, fetchDepth: fetchDepth as number }) })).toThrow(
      new Error(
        Number.isFinite(fetchDepth)
          ? `\`fetchDepth\` must be a whole number from 1 to 25, got ${got}. Leave it out to fetch the whole history.`
          : `\`fetchDepth\` must be a number, got ${got}`,
      ),
    );
  });
});

describe('webhooks', () => {
  const webhook = { branches: ['main'], tags: ['v1'], tagPatterns: ['r*'], actorIds: ['1'], paths: ['src'] };

  test.each(hosts.filter(([type]) => type !== 'GITHUB_ENTERPRISE'))('%s has one', (_, sourceOf) => {
    const { Triggers: triggers } = projectWith({ source: sourceOf({ connectionArn, ...webhook }) });
    expect(triggers).toMatchObject({ Webhook: true });
    expect((triggers as Triggers).FilterGroups).toHaveLength(3);
  });

  test.each(Object.entries(webhook))('B17: fails when GitHub Enterprise has %s', (key, value) => {
    expect(() => hosts[1]?.[1]({ connectionArn, [key]: value })).toThrow(
      new Error(
        `\`${key}\` must not be set, because CloudFormation cannot create a webhook for GitHub Enterprise. ` +
          'Create it with `aws codebuild create-webhook` after the deployment.',
      ),
    );
  });

  test.each<[string, number, WebhookOptions, string[]]>([
    ['GitLab', 2, { branches: ['main'] }, []],
    ['GitLab', 2, { tags: ['v1'] }, ['GitLabTagPushes']],
    ['self-managed GitLab', 3, { tagPatterns: ['v*'] }, ['GitLabTagPushes']],
    ['GitHub', 0, { tags: ['v1'], tagPatterns: ['v*'] }, []],
  ])('%s (%i) with %j: warns of events that CodeBuild does not document', (_, index, options, ids) => {
    const stack = newStack();
    const source = hosts[index]?.[1]({ connectionArn, ...options });
    addProject(stack, { source });
    expect(warningsOf(stack)).toEqual(ids.map((id) => expect.stringContaining(`cdk-ecr-publishing:${id}`) as unknown));
  });
});

describe('the account and Region of the connection', () => {
  const inAccount = (id: string, service = 'codeconnections') =>
    connectionArn.replace('123456789012', id).replace('codeconnections', service);
  const inRegion = connectionArn.replace('eu-west-1', 'us-east-1');
  const gitHub = (arn: string) => ImageSource.gitHub('acme/app', { connectionArn: arn });

  test.each([
    ['of the account and Region', newStack, connectionArn, 0],
    ['shared by another account', newStack, inAccount('111111111111'), 1],
    ['of another Region', newStack, inRegion, 1],
    ['of any account, for a stack of any account', newOpenStack, inAccount('111111111111'), 0],
  ])('one %s: warnings', (_, stackOf, arn, warnings) => {
    const stack = stackOf();
    addProject(stack, { source: gitHub(arn) });
    expect(warningsOf(stack)).toHaveLength(warnings);
  });

  test('the warning names both accounts and Regions', () => {
    const stack = newStack();
    addProject(stack, { source: gitHub(inRegion) });
    expect(warningsOf(stack)).toEqual([
      expect.stringContaining(
        'The connection is in account 123456789012 and Region us-east-1, the project in account 123456789012 and Region ' +
          'eu-west-1. Share a connection of another account with AWS RAM. Use one in the Region of the project: AWS ' +
          'documents nothing else.',
      ),
    ]);
  });

  test('fails when it is of another account and has the former service name, which AWS cannot share', () => {
    const source = gitHub(inAccount('111111111111', 'codestar-connections'));
    expect(() => addProject(newStack(), { source })).toThrow(
      new Error(
        '`connectionArn` must be in account 123456789012, got account 111111111111 and Region eu-west-1. ' +
          'Only a connection with an ARN of codeconnections can be shared.',
      ),
    );
  });
});

const host = "must be the host of a Git server, like 'git.example.com', got";

test.each([
  ['https://git.example.com', "'https://git.example.com'. Omit the scheme, which is always 'https'"],
  ['git.example.com/acme', "'git.example.com/acme'. Omit the part after the host"],
  ['bob@git.example.com', "'bob@git.example.com'. Omit the user, because the connection logs in"],
  ['Git.Example.com', "'Git.Example.com'. Write it in lower case"],
  ['github.com', "'github.com'. That is github.com itself. Use gitHub()"],
  ['gitlab.com', "'gitlab.com'. That is gitlab.com itself. Use gitLab()"],
  ['localhost', "'localhost'. Write a whole DNS name"],
  ['git.example.com:0', "'git.example.com:0'. Write a whole DNS name"],
  ['', 'an empty text'],
])('fails when the host is %j', (name, got) => {
  const options = { connectionArn, host: name };
  const message = new Error(`\`host\` ${host} ${got}`);
  expect(() => ImageSource.gitHubEnterprise('acme/app', options)).toThrow(message);
  expect(() => ImageSource.gitLabSelfManaged('acme/app', options)).toThrow(message);
});

test('fails when the host is a token, because it becomes part of an address', () => {
  const { valueAsString } = new CfnParameter(newStack(), 'Host');
  expect(() => ImageSource.gitHubEnterprise('acme/app', { connectionArn, host: valueAsString })).toThrow(
    new Error('`host` must be known at synth, got a token. It becomes part of an address or a regular expression.'),
  );
});

test.each([
  ['app', "'app'. The group or the project is missing"],
  ['https://gitlab.com/acme/app', "'https://gitlab.com/acme/app'. Omit the address of the server"],
  ['acme/app.git', "'acme/app.git'. Omit '.git'"],
  ['acme/*', "'acme/*'. A wildcard would trust other projects. Name each one"],
])('fails when the GitLab project is %j', (project, got) => {
  expect(() => ImageSource.gitLab(project, { connectionArn })).toThrow(
    new Error(`\`project\` must be a GitLab project as 'group/project', got ${got}`),
  );
});
