import { App, Duration, Fn, Stack } from 'aws-cdk-lib';
import { Repository } from 'aws-cdk-lib/aws-ecr';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import {
  GitHubPublisherRole,
  GitHubSubject,
  ImageRepository,
  ImageRetention,
  RegistrySettings,
  type ArchiveUnpulledOptions,
} from '../../lib';
import { addProject } from '../build/build-project';
import { addPromotion } from '../promotion/promotion';
import { daysAgo, fates, image, previewOf, type Rule } from '../repository/preview/lifecycle-preview-cases';
import { account, env, newApp, newStack, onlyProperties, resourcesOf, warningsOf } from '../synthesis';

const type = 'AWS::ECR::PullTimeUpdateExclusion';
const problemsOf = (stack: Stack) => stack.node.root.node.findAll().flatMap(({ node }) => node.validate());
const repositoryIn = (stack: Stack, name = 'service') =>
  new ImageRepository(stack, name, { repositoryName: name, mutableTags: ['prod'] });

/** The lifecycle policy of the only repository. */
const lifecycleOf = (stack: Stack): string =>
  (onlyProperties(stack, 'AWS::ECR::Repository') as { LifecyclePolicy: { LifecyclePolicyText: string } })
    .LifecyclePolicy.LifecyclePolicyText;
const publisherIn = (stack: Stack, id: string, roleName?: string) =>
  new GitHubPublisherRole(stack, id, {
    roleName,
    repositories: [Repository.fromRepositoryName(stack, `${id}Images`, 'images')],
    subjects: [GitHubSubject.branch('acme/service', 'main', { ownerId: '1', repositoryId: '2' })],
  });
const archived = (days: number) => ({ imageStatus: 'ARCHIVED', lastArchivedAt: daysAgo(days) });

function archiving(options: Partial<ArchiveUnpulledOptions> = {}, stack = newStack()): Stack {
  new RegistrySettings(stack, 'Registry').archiveUnpulled({
    repositories: options.repositories ?? [repositoryIn(stack)],
    deployedTags: options.deployedTags ?? ['prod', 'release-*'],
    ...options,
  });
  return stack;
}

/** The names of the excluded principals of a stack: of roles the start of their logical ids. */
const excludedIn = (stack: Stack): string[] =>
  resourcesOf(stack, type)
    .map(({ Properties: { PrincipalArn: arn } }) => arn as unknown)
    .map((arn) =>
      typeof arn === 'string' ? arn : (arn as { 'Fn::GetAtt': [string] })['Fn::GetAtt'][0].replace(/[0-9A-F]{8}$/, ''),
    )
    .sort();

test('the retention keeps deployed images, and archives the others before it deletes them', () => {
  const { rules } = JSON.parse(lifecycleOf(archiving())) as { rules: Rule[] };
  const images = [
    image('A', 500, ['prod', 'a1b2c3d']),
    image('B', 500, ['release-7']),
    image('C', 91, ['never-pulled']),
    image('D', 500, ['pulled'], { lastRecordedPullTime: daysAgo(89) }),
    image('E', 500, ['unused'], { lastRecordedPullTime: daysAgo(91) }),
    image('F', 2, []),
    image('G', 600, ['old'], archived(366)),
    image('H', 600, ['restorable'], archived(364)),
    image('I', 900, ['release-1'], archived(800)),
  ];
  expect(fates(previewOf(rules, images))).toMatchObject({
    A: 'keep',
    B: 'keep',
    C: 'archive 6',
    D: 'keep',
    E: 'archive 6',
    F: 'expire 5',
    G: 'expire 7',
    H: 'keep',
    I: 'keep',
  });
});

test('the times can be set, and the warning of the default retention is withdrawn', () => {
  const stack = newStack();
  const repository = repositoryIn(stack);
  expect(warningsOf(repository)).toHaveLength(1);
  archiving(
    {
      repositories: [repository],
      deployedTags: ['prod'],
      archiveUnpulledAfter: Duration.days(30),
      expireArchivedAfter: Duration.days(90),
      expireUntaggedAfter: Duration.days(3),
    },
    stack,
  );
  expect(warningsOf(repository)).toEqual([]);
  expect(lifecycleOf(stack)).toBe(
    ImageRetention.lifecyclePolicyText(
      ImageRetention.protect('prod'),
      ImageRetention.expireUntagged(Duration.days(3)),
      ImageRetention.archiveUnpulled(Duration.days(30)),
      ImageRetention.expireArchived(Duration.days(90)),
    ),
  );
});

test('pulls of the builds, publishers and promotions of the app do not count, whether they are created before or after', () => {
  const stack = newStack();
  addProject(stack);
  archiving({}, stack);
  addPromotion(stack);
  publisherIn(stack, 'GitHub');
  new Role(stack, 'Task', { assumedBy: new ServicePrincipal('ecs-tasks.amazonaws.com') });
  expect(excludedIn(stack)).toEqual(['BuildAccessRole', 'GitHubRole', 'PromotionCopyRole', 'PromotionMachineRole']);
  expect(problemsOf(stack)).toEqual([]);
});

test('without the preset, such pulls count', () => {
  const stack = newStack();
  addProject(stack);
  new RegistrySettings(stack, 'Registry');
  expect(excludedIn(stack)).toEqual([]);
});

test('each exclusion is in the stack of its role, so that no stack waits for another one', () => {
  const app = newApp();
  const [one, two, other, far] = [
    { id: 'One', env },
    { id: 'Two', env },
    { id: 'Other', env: { ...env, account: '222222222222' } },
    { id: 'Far', env: { ...env, region: 'us-east-1' } },
  ].map((props) => new Stack(app, props.id, { env: props.env })) as [Stack, Stack, Stack, Stack];
  const repositories = [repositoryIn(one)];
  publisherIn(two, 'GitHub');
  publisherIn(other, 'GitHub');
  publisherIn(far, 'GitHub', 'far');
  publisherIn(far, 'Unnamed');
  const settings = new RegistrySettings(one, 'Registry');
  settings.archiveUnpulled({ repositories, deployedTags: ['prod'] });
  app.synth();
  expect([one, two, other, far].map(excludedIn)).toEqual([
    [`arn:aws:iam::${account}:role/far`],
    ['GitHubRole'],
    [],
    [],
  ]);
  expect(one.dependencies).toEqual([]);
});

test('a principal that is given and a role of the app are excluded once', () => {
  const stack = newStack();
  publisherIn(stack, 'GitHub', 'ci');
  const { role } = addProject(stack);
  const scanner = `arn:aws:iam::${account}:role/scanner`;
  const ci = `arn:aws:iam::${account}:role/ci`;
  const settings = new RegistrySettings(stack, 'Registry', { pullTimeExclusions: [scanner, ci, role.roleArn] });
  for (const name of ['one', 'two'])
    settings.archiveUnpulled({ repositories: [repositoryIn(stack, name)], deployedTags: ['prod'] });
  expect(excludedIn(stack)).toEqual(['BuildAccessRole', ci, scanner].sort());
  expect(problemsOf(stack)).toEqual([]);
});

test.each<[string, (stack: Stack) => Partial<ArchiveUnpulledOptions>, string]>([
  [
    'no tag is deployed',
    () => ({ deployedTags: [] }),
    '`deployedTags` must list at least one value, got an empty list',
  ],
  [
    'the list is known at deployment only',
    () => ({ deployedTags: Fn.split(',', Fn.ref('Tags')) }),
    '`deployedTags` must be a list at synth, got a token. Its elements may be tokens',
  ],
  [
    'each tag is deployed',
    () => ({ deployedTags: ['prod', '**'] }),
    "`deployedTags` must not match every tag, got '**'. No image would be archived. Name the tags of deployed images.",
  ],
  [
    'there is no repository',
    () => ({ repositories: [] }),
    '`repositories` must list at least one value, got an empty list',
  ],
  [
    'a repository has its own retention',
    (stack) => ({
      repositories: [new ImageRepository(stack, 'Own', { retention: [ImageRetention.keepNewest(3)] })],
    }),
    '`repositories[0]` must have no `retention`. Remove it, or leave the repository out.',
  ],
  [
    'a repository has an added rule',
    (stack) => {
      const repository = repositoryIn(stack, 'added');
      repository.addLifecycleRule({ maxImageCount: 3 });
      return { repositories: [repositoryIn(stack, 'fine'), repository] };
    },
    '`repositories[1]` must have no added lifecycle rule. Remove it, or leave the repository out.',
  ],
  [
    'a repository is in another Region',
    (stack) => ({
      repositories: [repositoryIn(new Stack(App.of(stack), 'Far', { env: { ...env, region: 'us-east-1' } }))],
    }),
    "`repositories[0]` must be in the account and the Region of the settings, got 'Far/service'. The exclusions of the registry apply to no " +
      'other one.',
  ],
  [
    'a tag is not valid',
    () => ({ deployedTags: ['a/b'] }),
    "`deployedTags[0]` must be a tag pattern, got 'a/b'. Use only letters, digits, '.', '_', '-' and '*'",
  ],
])('fails when %s', (_, options, message) => {
  const stack = newStack();
  expect(() => archiving(options(stack), stack)).toThrow(new Error(message));
});

const arn = (name: string) => `arn:aws:iam::${account}:role/${name}`;

test.each<[string, string[], string]>([
  [
    'a principal is a wildcard',
    [arn('*')],
    `\`pullTimeExclusions[0]\` must be the ARN of an IAM role such as 'arn:aws:iam::111122223333:role/name', got '${arn('*')}'. IAM accepts ` +
      'no wildcard in a principal. Name each role.',
  ],
  [
    'an ARN is too long',
    [arn(`${'a/'.repeat(100)}b`)],
    '`pullTimeExclusions[0]` must have at most 200 characters, got 232. Use a role with a shorter path.',
  ],
  [
    'there are too many',
    Array.from({ length: 101 }, (_, index) => arn(`r${index}`)),
    '`pullTimeExclusions` must exclude at most 100 principals in one registry, got 101. ECR accepts no more. Let some of them share a role.',
  ],
])('fails when %s to exclude', (_, pullTimeExclusions, message) => {
  expect(() => new RegistrySettings(newStack(), 'Registry', { pullTimeExclusions })).toThrow(new Error(message));
});

test('fails when two constructs exclude a principal, and when all exclusions of a registry are too many', () => {
  const stack = newStack();
  const some = (count: number) => Array.from({ length: count }, (_, index) => arn(`r${index}`));
  new RegistrySettings(stack, 'One', { pullTimeExclusions: some(60) });
  new RegistrySettings(stack, 'Two', { pullTimeExclusions: [...some(1), ...some(100).slice(60), arn('last')] });
  const twice =
    "`pullTimeExclusions` must exclude a principal once, got one in 'Stack/One' and again in 'Stack/Two'. ECR keeps one exclusion of a " +
    'principal, so the second deployment would fail. Remove one.';
  const many =
    '`pullTimeExclusions` must exclude at most 100 principals in one registry, got 102. ECR accepts no more. Let some of them share a role.';
  expect([...new Set(problemsOf(stack))]).toEqual([many, twice]);
});

test('tokens are tags', () => {
  const stack = archiving({ deployedTags: [Fn.ref('Tag')] });
  expect(JSON.stringify(lifecycleOf(stack))).toContain('"Ref":"Tag"');
});
