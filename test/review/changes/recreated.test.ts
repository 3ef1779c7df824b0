import { changesOf, changesOfAll, image, linesOf, resource, retain, stack } from './changed';

const keep = image({ RepositoryName: 'keep' });
const source = { template: 'two', logicalId: 'App', path: '' };

test.each([
  [
    'is retained',
    image({}, retain),
    'The old repository is retained with its images, in no stack.',
    'Or remove it from the old stack',
  ],
  [
    'is deleted with them',
    image({ EmptyOnDelete: true }),
    'The deployment of the old stack deletes the old repository. EmptyOnDelete is true, so all of its images are deleted with it.',
    'Or set its DeletionPolicy to `Retain` and deploy that, remove it from the old stack',
  ],
  [
    'stays with them',
    image({}),
    'The deployment of the old stack deletes the old repository. If it has images, CloudFormation cannot delete it, and it stays with them, in no stack. If it has none, it is deleted.',
    'Or set its DeletionPolicy to `Retain` and deploy that, remove it from the old stack',
  ],
])('a repository without a fixed name in another stack is a new one, and the old one %s', (_, app, old, way) => {
  const before = [stack('one', { App: app, Keep: keep }), stack('two', {})];
  const after = [stack('one', { Keep: keep }), stack('two', { App: app })];
  expect(changesOfAll(before, after)).toEqual([
    {
      kind: 'moved',
      what: 'Repository App moves from stack one to stack two, which creates a new one without images',
      why: `Its name is generated, so the new stack creates another repository with another name. ${old}`,
      fix: `Run \`npx cdk refactor --unstable=refactor\` before you deploy. ${way}, deploy that one, and import it into the new one with \`npx cdk import\`.`,
      source,
    },
  ]);
});

test('a stack with another name leaves its repository behind', () => {
  const lines = changesOfAll([stack('one', { App: image({}) })], [stack('two', { App: image({}) })]);
  expect(lines.map(({ kind, what, why }) => [kind, what, why])).toEqual([
    [
      'moved',
      'Repository App moves from stack one to stack two, which creates a new one without images',
      'Its name is generated, so the new stack creates another repository with another name. A deployment deletes no stack that is missing, so the old repository stays in it with its images.',
    ],
    [
      'orphaned',
      "Stack 'one' is not among the new templates",
      'A deployment deletes no stack that is missing, so everything in it stays as it is. A deletion of the stack deletes repository App if empty and otherwise fails.',
    ],
  ]);
});

test('several repositories are found by their logical ids, or by their paths', () => {
  const at = (path: string) => image({}, { Metadata: { 'aws:cdk:path': path } });
  const before = [stack('one', { A: at('one/A'), B1: at('one/B'), Keep: keep }), stack('two', {})];
  const after = [stack('one', { Keep: keep }), stack('two', { A: at('two/A'), B2: at('two/B') })];
  expect(linesOf(changesOfAll(before, after))).toEqual([
    'moved: Repository A moves from stack one to stack two, which creates a new one without images',
    'moved: Repository B1 moves from stack one to stack two, which creates a new one without images',
  ]);
});

test('a repository in another Region is another one', () => {
  const there = { env: { partition: 'aws', account: '123456789012', region: 'us-east-1' } };
  const before = [stack('one', { App: image({}), Keep: keep }), stack('two', {}, there)];
  const after = [stack('one', { Keep: keep }), stack('two', { App: image({}) }, there)];
  expect(linesOf(changesOfAll(before, after))).toEqual([
    'deleted: Repository App, whose name is generated, is deleted',
  ]);
});

test('a stack that moved away as a whole fails as long as it is there', () => {
  const app = { App: image({ RepositoryName: 'app' }) };
  expect(changesOfAll([stack('one', app)], [stack('two', app)]).map(({ what, why }) => [what, why])).toEqual([
    [
      "Repository 'app' moves from stack one to stack two",
      'The deployment of the new stack fails with "already exists" as long as the old one has it. A deployment deletes no stack that is missing.',
    ],
  ]);
});

test('a logical id with another type fails to deploy', () => {
  const before = { App: image({ RepositoryName: 'app' }) };
  const after = { App: resource('AWS::ECR::PublicRepository', { RepositoryName: 'app' }) };
  expect(changesOf(before, after)).toEqual([
    {
      kind: 'replaced',
      what: "Repository 'app' cannot become AWS::ECR::PublicRepository: logical id App has another type now",
      why: 'CloudFormation does not change the type of a resource. The deployment fails.',
      fix: 'Give the new resource another logical id, and compare again.',
      source: { template: 'app', logicalId: 'App', path: '' },
    },
  ]);
});

test('an identity provider of another type under another logical id exists already', () => {
  const Url = 'https://token.actions.githubusercontent.com';
  const before = { Old: resource('Custom::AWSCDKOpenIdConnectProvider', { Url }) };
  const after = { New: resource('AWS::IAM::OIDCProvider', { Url }) };
  expect(changesOf(before, after).map(({ what, fix }) => [what, fix])).toEqual([
    [
      `Identity provider '${Url}' moves from logical id Old to logical id New`,
      'A refactoring keeps types, so first set its DeletionPolicy to `Retain` and deploy that, remove the old resource and deploy that. Then import the existing one under its new type with `npx cdk import`.',
    ],
  ]);
});

test.each([
  ['a repository', image({ EmptyOnDelete: true }), 'repository App'],
  ['a bucket', resource('AWS::S3::Bucket', {}), 'bucket App'],
])('a deletion of a stack, of %s', (_, app, text) => {
  const [change] = changesOfAll([stack('one', {}), stack('two', { App: app })], [stack('one', {})]);
  expect(change?.why).toContain(
    text.startsWith('bucket')
      ? `deletes ${text} if empty and otherwise fails.`
      : `A deletion of the stack deletes ${text}.`,
  );
});
