import { Duration, Stack } from 'aws-cdk-lib';
import { Repository } from 'aws-cdk-lib/aws-ecr';
import { Construct } from 'constructs';
import { EcsDeployment } from '../../lib/deployment/ecs-deployment';
import { GitHubIssuer } from '../../lib/github/github-issuer';
import { GitHubOidcProvider } from '../../lib/github/github-oidc-provider';
import { type GitHubPublisherRoleProps } from '../../lib/github/github-publisher-role';
import { GitHubSubject } from '../../lib/github/github-subject';
import { type GitHubSubjectOptions } from '../../lib/github/github-subject-options';
import { type IGitHubOidcProvider } from '../../lib/github/i-github-oidc-provider';
import { env, newApp, newStack, onlyProperties, onlyResource, type Properties } from '../synthesis';
import { ids, issuer, newPublisher, providerArn, trustIn } from './publisher';

/** Adds a test for each input of an attack. Each case has a call, and the whole message of its error. */
function refused(attack: string, cases: readonly (readonly [string, () => unknown, string])[]): void {
  test.each(cases)(`fails when ${attack}: %s`, (_, attempt, message) => {
    expect(attempt).toThrow(new Error(message));
  });
}

const branch =
  (repository: string, name = 'main', options: GitHubSubjectOptions = ids) =>
  () =>
    GitHubSubject.branch(repository, name, options);
const pattern = (repository: string, name: string) => () => GitHubSubject.branchPattern(repository, name, ids);
const publisher = (props: Partial<GitHubPublisherRoleProps>) => () => newPublisher(props);

const notRepository = (got: string, reason: string) =>
  `\`repository\` must be a GitHub repository as 'owner/name', got '${got}'. ${reason}`;
const wildcard = 'A wildcard would trust other repositories. Name each one';
const nameForm = "A name has at most 100 letters, digits, '.', '_' and '-'";
const ownerForm = 'An owner has at most 39 letters, digits and single hyphens';
const missing = 'The owner or the name is missing';
const variable = 'IAM would replace the variable. Write the name';

const noSubject =
  '`subjects` must name at least one subject, got none. Without one, any repository on GitHub could assume the role.';
refused('a role is for any workflow on GitHub', [
  ['no subject', publisher({ subjects: [] }), noSubject],
  ['no subject, and only pulls', publisher({ subjects: [], repositories: [] }), noSubject],
  ['an empty repository', branch(''), "`repository` must be a GitHub repository as 'owner/name', got an empty text"],
  ['a wildcard for all of them', branch('*'), notRepository('*', wildcard)],
]);

refused('every repository of an owner is trusted', [
  ['exactly', branch('acme/*'), notRepository('acme/*', wildcard)],
  ['by a pattern of branches', pattern('acme/*', 'release/*'), notRepository('acme/*', wildcard)],
  ['by tags', () => GitHubSubject.tagPattern('acme/*', 'v*', ids), notRepository('acme/*', wildcard)],
  ['in pull requests', () => GitHubSubject.pullRequest('acme/**', ids), notRepository('acme/**', wildcard)],
]);

refused('an owner without a slash would take those that start like it', [
  ['with a wildcard', branch('acme*'), notRepository('acme*', wildcard)],
  ['without one', branch('acme'), notRepository('acme', missing)],
  ['with a wildcard in the owner', branch('acme*/app'), notRepository('acme*/app', wildcard)],
  ['with the whole subject', branch('repo:acme*'), notRepository('repo:acme*', wildcard)],
]);

refused('repositories that start alike are trusted', [
  ['exactly', branch('acme/app*'), notRepository('acme/app*', wildcard)],
  ['by a pattern', pattern('acme/app*', 'release/*'), notRepository('acme/app*', wildcard)],
  ['in the middle', branch('acme/a*p'), notRepository('acme/a*p', wildcard)],
  ['up to the id', branch('acme/app@*'), notRepository('acme/app@*', wildcard)],
]);

const everyBranch = (got: string) =>
  `\`pattern\` must be a pattern of Git branches with '*' for any text, got '${got}'. ` +
  'That would match every branch. Name a part of them';
refused('anything that runs in a repository is trusted', [
  ['behind its name', branch('acme/app:*'), notRepository('acme/app:*', wildcard)],
  ['as every branch', pattern('acme/app', '*'), everyBranch('*')],
  ['as every branch, twice', pattern('acme/app', '**'), everyBranch('**')],
  ['as every branch with a slash', pattern('acme/app', '*/*'), everyBranch('*/*')],
]);

const pullRequests = [GitHubSubject.branch('acme/app', 'main', ids), GitHubSubject.pullRequest('acme/app', ids)];
const unreviewed =
  '`subjects[1]` must be a branch, tag or environment if the role pushes or deploys, got pull requests of ' +
  "'acme/app'. Their code is not reviewed yet. Give them a role with pullRepositories only.";
const deploys = [EcsDeployment.named('web', 'api')];
refused('pull requests push', [
  ['to repositories', publisher({ subjects: pullRequests }), unreviewed],
  ['below a prefix', publisher({ subjects: pullRequests, repositories: [], repositoryPrefixes: ['a/'] }), unreviewed],
  ['to a service', publisher({ subjects: pullRequests, repositories: [], deploys }), unreviewed],
  ['by a name', branch('acme/app:pull_request'), notRepository('acme/app:pull_request', nameForm)],
]);

const replaced = (kind: string) =>
  `\`environment\` must not be set for a ${kind}, got 'prod'. The subject of a job with an environment contains ` +
  `the environment instead of the ${kind}. Use environment() with the option ref.`;
const withProd = { ...ids, environment: 'prod' };
refused('a job has an environment, and so no ref in its subject', [
  ['on a branch', branch('acme/app', 'main', withProd), replaced('branch')],
  ['on branches', () => GitHubSubject.branchPattern('acme/app', 'release/*', withProd), replaced('branch')],
  ['on a tag', () => GitHubSubject.tag('acme/app', 'v1', withProd), replaced('tag')],
  ['on a pull request', () => GitHubSubject.pullRequest('acme/app', withProd), replaced('pull request')],
]);

const environmentOn = (ref: string) => () => GitHubSubject.environment('acme/app', 'prod', { ...ids, ref });
const notRef = (got: string, reason: string) =>
  `\`ref\` must be a Git ref in full, like 'refs/heads/main', got '${got}'. ${reason}`;
refused('an environment is bound to no branch, though a ref was asked for', [
  [
    'by a short name',
    environmentOn('main'),
    notRef('main', "A branch starts with 'refs/heads/', and a tag with 'refs/tags/'"),
  ],
  [
    'by every branch',
    environmentOn('refs/heads/*'),
    notRef('refs/heads/*', 'A wildcard would match other branches and tags. Name each one'),
  ],
  [
    'by a pull request',
    environmentOn('refs/pull/1/merge'),
    notRef('refs/pull/1/merge', "Write a branch 'refs/heads/...' or a tag 'refs/tags/...'"),
  ],
  [
    'by another environment',
    () => GitHubSubject.environment('acme/app', 'prod', { ...ids, environment: 'dev' }),
    "`environment` must match the subject's environment 'prod', got 'dev'. Omit it.",
  ],
]);

refused('ids stand where only the library puts them', [
  ['behind both names', branch('acme@1/app@2'), notRepository('acme@1/app@2', ownerForm)],
  ['behind the name', branch('acme/app@2'), notRepository('acme/app@2', nameForm)],
  ['as any id', branch('acme@*/app@*'), notRepository('acme@*/app@*', wildcard)],
  ['with a hyphen', branch('acme/app', 'main', { ownerId: '1-2', repositoryId: '2' }), noId('ownerId', "'1-2'")],
]);

function noId(path: string, got: string): string {
  return `\`${path}\` must be a numeric GitHub id as digits, got ${got}`;
}

const half = (given: string, other: string) => `\`${given}\` requires \`${other}\`. Set both or neither.`;
refused('a name is taken over by somebody else, since an id is left out', [
  ['of the owner', branch('acme/app', 'main', { repositoryId: '2' }), half('repositoryId', 'ownerId')],
  ['of the repository', branch('acme/app', 'main', { ownerId: '1' }), half('ownerId', 'repositoryId')],
  [
    'of both',
    branch('acme/app', 'main', { acceptNameOnly: true }),
    '`acceptNameOnly` requires `ownerId` and `repositoryId`. Set both ids.',
  ],
  [
    'of one of two subjects',
    publisher({ subjects: [branch('acme/app')(), branch('acme/app', 'dev', {})()] }),
    "`subjects[1]` must give the ids of 'acme/app' as before, got repositoryId none and '2'. Without them, the " +
      'trust depends on the name only.',
  ],
]);

const withId = (repositoryId: unknown) => branch('acme/app', 'main', { ownerId: '1', repositoryId } as typeof ids);
refused('an id is none', [
  ['but a name', withId('abc'), noId('repositoryId', "'abc'")],
  ['but a wildcard', withId('*'), noId('repositoryId', "'*'")],
  ['but a start of one', withId('2*'), noId('repositoryId', "'2*'")],
  ['but a number, which may be rounded', withId(2), noId('repositoryId', 'the number 2. Write it in quotes')],
]);

const file = 'acme/ci/.github/workflows/publish.yml';
const workflow = (jobWorkflowRef: string) => branch('acme/app', 'main', { ...ids, jobWorkflowRef });
const notWorkflow = (got: string, reason: string) =>
  `\`jobWorkflowRef\` must be a workflow as 'OWNER/REPOSITORY/.github/workflows/FILE.yml@REF', got '${got}'. ${reason}`;
const otherWorkflows = 'A wildcard would trust other workflows. Name one exactly';
refused('a reusable workflow is trusted loosely', [
  ['at any ref', workflow(`${file}@*`), notWorkflow(`${file}@*`, otherWorkflows)],
  [
    'at no ref',
    workflow(file),
    notWorkflow(file, 'The ref is missing. Without it, the workflow of any branch would be trusted'),
  ],
  ['at any file', workflow('acme/ci/*'), notWorkflow('acme/ci/*', otherWorkflows)],
  [
    'without the repository that calls it',
    branch('', 'main', { jobWorkflowRef: `${file}@refs/heads/main` }),
    "`repository` must be a GitHub repository as 'owner/name', got an empty text",
  ],
]);

refused('IAM would read more into a name than it says', [
  ['a single letter left open', branch('acme/ap?'), notRepository('acme/ap?', wildcard)],
  ['a policy variable', branch('${aws:username}/x'), notRepository('${aws:username}/x', variable)],
  [
    'a variable as branch',
    branch('acme/app', '${aws:username}'),
    `\`branch\` must be the name of one Git branch, got '\${aws:username}'. ${variable}`,
  ],
  [
    'a wildcard where the name is exact',
    branch('acme/app', 'release/*'),
    "`branch` must be the name of one Git branch, got 'release/*'. " +
      'A wildcard would match other branches. Name each one',
  ],
]);

/** A provider that the caller creates. */
class OwnProvider extends Construct implements IGitHubOidcProvider {
  public readonly providerArn = providerArn;
  public readonly oidcProviderRef = { oidcProviderArn: providerArn };
  public readonly env = env;
  public constructor(
    scope: Construct,
    public readonly issuer: string,
    public readonly audiences: string[] = ['sts.amazonaws.com'],
  ) {
    super(scope, 'Own');
  }
}

function publisherBy(issuerText: string, audiences?: string[]): () => unknown {
  const stack = newStack();
  return () => newPublisher({ provider: new OwnProvider(stack, issuerText, audiences) }, stack);
}

const emptyAudiences = '`audiences` must list at least one value, got an empty list';
refused('tokens for any audience are taken', [
  ['by a provider', () => new GitHubOidcProvider(newStack(), 'P', { audiences: [] }), emptyAudiences],
  ['by an import', () => GitHubOidcProvider.fromAccount(newStack(), 'P', { audiences: [] }), emptyAudiences],
  [
    'by a provider of their own',
    publisherBy(issuer, []),
    '`provider` must list an audience, got none. Without one, the role would accept a token for any other service.',
  ],
  [
    'by a pattern',
    () => new GitHubOidcProvider(newStack(), 'P', { audiences: ['https://github.com/*'] }),
    "`audiences[0]` must be an audience, got 'https://github.com/*'. Name it in full.",
  ],
]);

const notSlug = (got: string) =>
  `\`slug\` must be an enterprise's slug, like 'acme-inc', got '${got}'. Omit the slashes and the text around them`;
refused('the slug of an enterprise would stand twice, or with slashes', [
  ['with slashes', () => GitHubIssuer.enterprise('/acme/'), notSlug('/acme/')],
  ['twice', () => GitHubIssuer.enterprise('acme/acme'), notSlug('acme/acme')],
  ['with the issuer', () => GitHubIssuer.enterprise(`${issuer}/acme`), notSlug(`${issuer}/acme`)],
  ['with the address', () => GitHubIssuer.enterprise(`https://${issuer}/acme`), notSlug(`https://${issuer}/acme`)],
]);

const server = (host: string) => () => GitHubIssuer.enterpriseServer(host);
const notHost = (got: string, reason: string) =>
  `\`host\` must be the host of a GitHub Enterprise Server, like 'github.acme.com', got '${got}'. ${reason}`;
const samePath = "Omit the part after the host. The path '/_services/token' is always the same";
refused('a server is no host alone', [
  ['with its path', server('ghe.acme.com/_services/token/'), notHost('ghe.acme.com/_services/token/', samePath)],
  [
    'in clear',
    server('http://ghe.acme.com'),
    notHost('http://ghe.acme.com', "Omit the scheme, which is always 'https'"),
  ],
  [
    'with a port',
    server('ghe.acme.com:8443'),
    notHost('ghe.acme.com:8443', 'Omit the port, which IAM does not accept'),
  ],
  ['with a query', server('ghe.acme.com?a=b'), notHost('ghe.acme.com?a=b', samePath)],
]);

const imitation = `${issuer}.evil.io`;
const notGitHub = (got: string) =>
  `\`subjects[0]\` must be trusted through GitHub, got the issuer '${got}'. Create the provider with ` +
  `GitHubOidcProvider.`;
refused('an issuer only looks like GitHub', [
  ['as a server', server(imitation), notHost(imitation, "The name imitates GitHub's own")],
  ['as a provider of their own', publisherBy(imitation), notGitHub(imitation)],
  [
    'with GHE.com as a start',
    publisherBy('token.actions.acme.ghe.com.evil.io'),
    notGitHub('token.actions.acme.ghe.com.evil.io'),
  ],
  ['with the path of a server', publisherBy(`${imitation}/_services/token`), notGitHub(`${imitation}/_services/token`)],
  ['with another path', publisherBy(`${issuer}/acme/acme`), notGitHub(`${issuer}/acme/acme`)],
  ['as another CI system', publisherBy('gitlab.com'), notGitHub('gitlab.com')],
]);

const shown = 'IAM is case-sensitive, so write it as GitHub shows it.';
const named = (...names: string[]) => publisher({ subjects: names.map((name) => branch(name, 'main', {})()) });
refused('IAM compares with case, and one of two spellings never matches', [
  [
    'of the owner',
    named('Acme/app', 'acme/app'),
    `\`subjects[1]\` must spell the repository as before, got 'acme/app' and 'Acme/app'. ${shown}`,
  ],
  [
    'of the name',
    named('acme/app', 'acme/App'),
    `\`subjects[1]\` must spell the repository as before, got 'acme/App' and 'acme/app'. ${shown}`,
  ],
  [
    'of the owner, in two repositories',
    named('Acme/a', 'acme/b'),
    `\`subjects[1]\` must spell the owner as before, got 'acme' and 'Acme'. ${shown}`,
  ],
  [
    'of the owner, later',
    named('acme/a', 'x/b', 'ACME/c'),
    `\`subjects[2]\` must spell the owner as before, got 'ACME' and 'acme'. ${shown}`,
  ],
  [
    "of an owner's id",
    publisher({ subjects: [branch('acme/a')(), branch('acme/b', 'main', { ownerId: '9', repositoryId: '3' })()] }),
    "`subjects[1]` must give the id of 'acme' as before, got ownerId '9' and '1'. One of the two never matches.",
  ],
]);

refused('the subject is of a form that anybody can choose', [
  ['an environment first', branch('environment:prod'), notRepository('environment:prod', missing)],
  ['a workflow first', branch('workflow:x'), notRepository('workflow:x', missing)],
  ['a workflow first, with a slash', branch('workflow:x/repo:acme'), notRepository('workflow:x/repo:acme', ownerForm)],
  ['an id of the owner first', branch('repository_owner_id:1/x'), notRepository('repository_owner_id:1/x', ownerForm)],
]);

function secondProvider(...[first, second]: [() => GitHubIssuer, () => GitHubIssuer]): () => unknown {
  const app = newApp();
  return () => {
    new GitHubOidcProvider(new Stack(app, 'One', { env }), 'A', { issuer: first() });
    new GitHubOidcProvider(new Stack(app, 'Two', { env }), 'B', { issuer: second() });
  };
}

const onlyOne = (of: string) =>
  `\`Two/B\` must be the only provider of its account for '${of}', got a second one next to 'One/A'. Pass that one ` +
  'as `provider`, or omit `provider`.';
const gitHub = () => GitHubIssuer.gitHub();
const acme = () => GitHubIssuer.enterprise('acme');
const data = () => GitHubIssuer.dataResidency('acme');
refused('an account would get a second provider', [
  ['of github.com', secondProvider(gitHub, gitHub), onlyOne(issuer)],
  ['of an enterprise', secondProvider(acme, acme), onlyOne(`${issuer}/acme`)],
  ['of GHE.com', secondProvider(data, data), onlyOne('token.actions.acme.ghe.com')],
  [
    'of a server',
    secondProvider(server('ghe.acme.com'), server('ghe.acme.com')),
    onlyOne('ghe.acme.com/_services/token'),
  ],
]);

test('providers for several GitHub servers can be in one stack', () => {
  expect(secondProvider(gitHub, acme)).not.toThrow();
});

const sixty = (make: (index: number) => GitHubSubject) =>
  publisher({ subjects: Array.from({ length: 60 }, (_, index) => make(index + 100)) });
const tooLong = (size: string, fit: number) =>
  `\`subjects\` must fit a trust policy of 2,048 characters, got ${size}. Split them over several roles: the first ` +
  `${fit} ` +
  'fit one.';
refused('the trust policy is longer than IAM takes', [
  ['by repositories', sixty((index) => branch(`acme/app-${index}`)()), tooLong('3,035', 37)],
  ['by names', sixty((index) => branch(`acme/app-${index}`, 'main', {})()), tooLong('2,739', 42)],
  ['by patterns', sixty((index) => pattern('acme/app', `release-${index}/*`)()), tooLong('3,350', 33)],
  [
    'by statements of their own',
    sixty((index) =>
      branch(`acme/app-${index}`, 'main', { ownerId: '1', repositoryId: String(index), acceptNameOnly: true })(),
    ),
    tooLong('26,738', 4),
  ],
]);

refused('a session outlives what IAM takes', [
  ['by a second', publisher({ maxSessionDuration: Duration.seconds(43_201) }), notSession('12 hours 1 second')],
  ['by a day', publisher({ maxSessionDuration: Duration.days(1) }), notSession('1 day')],
  ['by being too short', publisher({ maxSessionDuration: Duration.minutes(15) }), notSession('15 minutes')],
]);

function notSession(got: string): string {
  return `\`maxSessionDuration\` must be from 1 to 12 hours, got ${got}. IAM accepts no other duration.`;
}

/** Trust policies of every kind, from the narrowest to the widest that the library accepts. */
const trusts: readonly (readonly [string, Partial<GitHubPublisherRoleProps>])[] = [
  ['a branch', { subjects: [branch('acme/app')()] }],
  ['a name', { subjects: [branch('acme/app', 'main', {})()] }],
  [
    'a tag and an environment',
    { subjects: [GitHubSubject.tag('acme/app', 'v1', ids), environmentOn('refs/heads/main')()] },
  ],
  ['patterns', { subjects: [pattern('acme/app', 'release/*')(), GitHubSubject.tagPattern('acme/app', '*', ids)] }],
  ['a migration', { subjects: [branch('acme/app', 'main', { ...ids, acceptNameOnly: true })()] }],
  [
    'a migration of patterns',
    { subjects: [GitHubSubject.tagPattern('acme/app', 'v*', { ...ids, acceptNameOnly: true })] },
  ],
  ['a workflow', { subjects: [workflow(`${file}@refs/heads/main`)()] }],
  ['pull requests', { subjects: [GitHubSubject.pullRequest('acme/app', ids)], repositories: undefined }],
];

describe.each(trusts)('the trust in %s', (_, props) => {
  const stack = newStack();
  const pullRepositories = [Repository.fromRepositoryName(stack, 'Base', 'base')];
  newPublisher({ ...props, pullRepositories }, stack);
  const statements = trustIn(stack);

  test('requires an exact audience and a subject of each token', () => {
    for (const { Condition: condition } of statements) {
      const { StringEquals: equals, StringLike: like = {} } = condition as Record<string, Properties>;
      expect(equals).toMatchObject({ [`${issuer}:aud`]: 'sts.amazonaws.com' });
      expect({ ...equals, ...like }).toHaveProperty([`${issuer}:sub`]);
    }
  });

  test('has no operator that accepts a missing claim, and no negated operator', () => {
    for (const { Condition: condition, ...statement } of statements) {
      expect(statement).toEqual({
        Effect: 'Allow',
        Action: 'sts:AssumeRoleWithWebIdentity',
        Principal: { Federated: providerArn },
      });
      const operators = Object.keys(condition as object);
      expect(operators.filter((one) => one !== 'StringEquals' && one !== 'StringLike')).toEqual([]);
    }
  });

  test('has wildcards only for a pattern, and only after owner, repository and kind', () => {
    for (const { Condition: condition } of statements) {
      const { StringEquals: equals, StringLike: like = {} } = condition as Record<string, Properties>;
      expect(JSON.stringify(equals)).not.toMatch(/[*?]|\$\{/);
      expect(Object.keys(like)).toEqual(Object.keys(like).length > 0 ? [`${issuer}:sub`] : []);
      for (const sub of Object.values(like).flat()) {
        expect(sub).toMatch(/^repo:acme(@1)?\/app(@2)?:ref:refs\/(heads|tags)\/[^?$]*\*[^?$]*$/);
      }
    }
  });
});

test('by default, a role has a session of an hour, and its provider is retained and has no thumbprints', () => {
  const stack = newStack();
  newPublisher({}, stack);
  expect(onlyProperties(stack, 'AWS::IAM::Role')).toMatchObject({ MaxSessionDuration: 3600 });
  expect(onlyResource(stack, 'AWS::IAM::OIDCProvider')).toMatchObject({
    DeletionPolicy: 'Retain',
    Properties: { ClientIdList: ['sts.amazonaws.com'] },
  });
  expect(onlyProperties(stack, 'AWS::IAM::OIDCProvider')).not.toHaveProperty('ThumbprintList');
});

test('a colon in the name of an environment is escaped, as GitHub escapes it', () => {
  const { subs } = GitHubSubject.environment('acme/app', 'a:ref:refs/heads/main', ids)._claims;
  expect(subs).toEqual(['repo:acme@1/app@2:environment:a%3Aref%3Arefs/heads/main']);
});
