import { inBuild, inEntry } from '../../../lib/app/config/entry-problem';

const entry = {
  name: 'service',
  branches: ['main', 'main'],
  buildArgs: [
    { name: 'NODE_VERSION', value: '22' },
    { name: 'GREETING', value: 'a\nb' },
  ],
  labels: [{ key: 'org.example.team', value: '' }],
  secrets: [{ id: 'npm', secret: 'ci/npm' }],
  tags: { fixed: ['dev', 'latest'] },
  source: { github: 'acme/service', connectionArn: 'arn', branches: ['main'], tags: ['v1'] },
  deploys: [{ environments: ['test'] }, { environments: ['prod'] }],
};
const problemAt = (named: string) => inEntry('builds[2]', entry, ['source'])(`\`${named}\` must be another, got that`);

test.each([
  ['name', 'builds[2].name'],
  ['branches[1]', 'builds[2].branches[1]'],
  ['buildArgs.GREETING', 'builds[2].buildArgs[1].value'],
  ['labels.org.example.team', 'builds[2].labels[0].value'],
  ['secrets.npm', 'builds[2].secrets[0]'],
  ['tags.fixed[1]', 'builds[2].tags.fixed[1]'],
  ['connectionArn', 'builds[2].source.connectionArn'],
])('a problem of `%s` is at %s', (named, path) => {
  expect(problemAt(named)).toEqual({ path, message: 'must be another, got that' });
});

test.each(['timeout', 'branches[2]', 'buildArgs.OTHER', 'tags.branch', 'deploys[0]', 'name[0]'])(
  'a problem of `%s`, which the entry does not have, is at the entry',
  (named) => {
    expect(problemAt(named)).toEqual({ path: 'builds[2]', message: `\`${named}\` must be another, got that` });
  },
);

test('a problem that names no key is at the entry', () => {
  expect(inEntry('builds[2]', entry)('The policy is too long.')).toEqual({
    path: 'builds[2]',
    message: 'The policy is too long.',
  });
});

test('a problem of one image of several is at the entry if the image has the key from there', () => {
  const build = {
    name: 'shop-web',
    repository: 'shop/web',
    path: 'builds[2].images[1]',
    own: new Set(['target']),
    target: 'web',
    timeoutMinutes: 5,
    source: { github: 'acme/shop', branches: ['main'] },
  } as const satisfies object;
  const locate = inBuild(build as never, build, ['source']);
  expect(locate('`target` must be another')).toEqual({
    path: 'builds[2].images[1].target',
    message: 'must be another',
  });
  expect(locate('`branches[0]` must be another')).toEqual({
    path: 'builds[2].source.branches[0]',
    message: 'must be another',
  });
  expect(locate('The policy is too long.')).toEqual({
    path: 'builds[2].images[1]',
    message: 'The policy is too long.',
  });
});
