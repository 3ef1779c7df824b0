import { Token } from 'aws-cdk-lib';
import fc from 'fast-check';
import { type WebhookOptions } from '../../../lib/build/source/source-options';
import { pullRequestFilters, pushFilters, validateWebhook } from '../../../lib/build/source/webhook-filters';
import { branchRule, gitTagRule } from '../../../lib/private/git/git-ref';
import { changedPathRule } from '../../../lib/private/git/changed-path';
import { starts, type WebhookEvent } from '../triggers';

/** The filters of pushes in the form of the template. */
function pushes(options: WebhookOptions) {
  validateWebhook(options);
  return { FilterGroups: inTemplate(pushFilters(options)) };
}

function inTemplate(groups: ReturnType<typeof pushFilters>) {
  return groups.map((group) => group.map(({ type, pattern }) => ({ Type: type, Pattern: pattern })));
}

const onMain = (more: Partial<WebhookEvent>): WebhookEvent => ({ ref: 'refs/heads/main', ...more });

describe('B2: branches and tags', () => {
  test('each ref has its own group, escaped and anchored', () => {
    const options = { branches: ['main', 'feature.x'], tags: ['v1.0'], tagPatterns: ['v*', 'a+*.b*'] };
    expect(pushes(options).FilterGroups.map((group) => group.map(({ Pattern: pattern }) => pattern))).toEqual([
      ['PUSH', '^refs/heads/main$'],
      ['PUSH', '^refs/heads/feature\\.x$'],
      ['PUSH', '^refs/tags/v1\\.0$'],
      ['PUSH', '^refs/tags/v[^/]*$'],
      ['PUSH', '^refs/tags/a\\+[^/]*\\.b[^/]*$'],
    ]);
  });

  test.each([
    ['a branch', { branches: ['main'] }, 'refs/heads/main'],
    ['a branch with a dot', { branches: ['feature.x'] }, 'refs/heads/feature.x'],
    ['a tag', { tags: ['v1.0'] }, 'refs/tags/v1.0'],
    ['a pattern of tags', { tagPatterns: ['v*.0'] }, 'refs/tags/v1.0'],
    ['a pattern of all tags', { tagPatterns: ['*'] }, 'refs/tags/anything'],
  ])('%s starts a build by its whole name', (_, options, ref) => {
    expect(starts(pushes(options), { ref })).toBe(true);
  });

  test.each([
    [
      { branches: ['main'] },
      ['main-evil', 'xmain', 'mainline', 'x/main', 'main/x', 'Main', 'MAIN', 'main\n', '\nmain'],
    ],
    [{ branches: ['feature.x'] }, ['featureax', 'feature/x', 'feature', 'feature.xx', 'feature.x.y']],
    [{ branches: ['a', 'b'] }, ['a|b', 'ab', 'aa']],
  ])('%j matches no branch with a similar name', (options, others) => {
    const taken = others.filter((other) => starts(pushes(options), { ref: `refs/heads/${other}` }));
    expect(taken).toEqual([]);
  });

  test.each([
    [{ tags: ['v1.0'] }, ['v1x0', 'v1.00', 'xv1.0', 'v1', 'v1.0/x', 'v1.0-rc']],
    [{ tagPatterns: ['v*'] }, ['xv1', 'v1/x', 'a/v1', 'V1']],
    [{ tagPatterns: ['v*.0'] }, ['v1x0', 'v1.0.1', 'v/1.0']],
  ])('%j matches no tag with a similar name', (options, others) => {
    expect(others.filter((other) => starts(pushes(options), { ref: `refs/tags/${other}` }))).toEqual([]);
  });

  test('a branch does not match a tag of the same name, and a tag does not match a branch', () => {
    expect(starts(pushes({ branches: ['v1'] }), { ref: 'refs/tags/v1' })).toBe(false);
    expect(starts(pushes({ tags: ['v1'] }), { ref: 'refs/heads/v1' })).toBe(false);
    expect(starts(pushes({ tagPatterns: ['v*'] }), { ref: 'refs/heads/v1' })).toBe(false);
  });

  const refName = fc.string({
    unit: fc.constantFrom(...Array.from('ab./-_+$^|(){}]#@1')),
    minLength: 1,
    maxLength: 12,
  });

  test('every name of a branch matches only that branch', () => {
    const branch = refName.filter((name) => branchRule(name) === undefined);
    fc.assert(
      fc.property(branch, refName, (name, other) => {
        expect(starts(pushes({ branches: [name] }), { ref: `refs/heads/${name}` })).toBe(true);
        expect(starts(pushes({ branches: [name] }), { ref: `refs/heads/${other}` })).toBe(name === other);
      }),
    );
  });

  test('every name of a tag matches only that tag', () => {
    const tag = refName.filter((name) => gitTagRule(name) === undefined);
    fc.assert(
      fc.property(tag, refName, (name, other) => {
        expect(starts(pushes({ tags: [name] }), { ref: `refs/tags/${other}` })).toBe(name === other);
        expect(starts(pushes({ tags: [name] }), { ref: `refs/tags/${name}${other}` })).toBe(false);
      }),
    );
  });
});

describe('B1: actors', () => {
  test('each id is anchored', () => {
    const [group] = pushes({ branches: ['main'], actorIds: ['755743', '12'] }).FilterGroups;
    expect(group?.[2]).toEqual({ Type: 'ACTOR_ACCOUNT_ID', Pattern: '^755743$|^12$' });
  });

  test.each(['755743', '12'])('a push of the account %s starts a build', (actor) => {
    expect(starts(pushes({ branches: ['main'], actorIds: ['755743', '12'] }), onMain({ actor }))).toBe(true);
  });

  // The first one is the account that could be registered in CodeBreach.
  test.each(['226755743', '7557430', '1', '2', '112', '123'])('no push of the account %s does', (actor) => {
    expect(starts(pushes({ branches: ['main'], actorIds: ['755743', '12'] }), onMain({ actor }))).toBe(false);
  });

  test('they are asked of every branch, tag and pattern', () => {
    const options = { branches: ['main'], tags: ['v1'], tagPatterns: ['r*'], actorIds: ['7'] };
    for (const ref of ['refs/heads/main', 'refs/tags/v1', 'refs/tags/r1']) {
      expect(starts(pushes(options), { ref, actor: '7' })).toBe(true);
      expect(starts(pushes(options), { ref, actor: '77' })).toBe(false);
    }
  });

  test.each([
    ['12|34', "got '12|34'"],
    ['.*', "got '.*'"],
    ['', "got ''"],
    ['^1$', "got '^1$'"],
    ['0', "got '0'"],
    ['octocat', "got 'octocat'"],
    [12, 'got the number 12. Write it in quotes'],
  ])('fails when an id is %j', (id, got) => {
    expect(() => {
      validateWebhook({ branches: ['main'], actorIds: ['1', id as string] });
    }).toThrow(new Error(`\`actorIds[1]\` must be the numeric id of an account as digits, ${got}`));
  });
});

describe('paths', () => {
  test('a file, a file or folder, and a folder', () => {
    const [group] = pushes({ branches: ['main'], paths: ['a.b', 'docker/', 'src/x+y'] }).FilterGroups;
    expect(group?.[2]).toEqual({ Type: 'FILE_PATH', Pattern: '^a\\.b(/|$)|^docker/|^src/x\\+y(/|$)' });
  });

  test.each([
    ['Dockerfile', 'Dockerfile', ['Dockerfile2', 'x/Dockerfile', 'Dockerfile.dev', 'docker']],
    ['docker', 'docker/a/b', ['docker2/a', 'a/docker/b', 'dockera']],
    ['docker/', 'docker/a', ['docker', 'docker2/a']],
    ['a.b', 'a.b', ['aXb', 'a.bc']],
  ])('a change at %j starts a build, none at a path like it', (path, file, others) => {
    const triggers = pushes({ branches: ['main'], paths: [path] });
    expect(starts(triggers, onMain({ files: ['README.md', file] }))).toBe(true);
    expect(others.filter((other) => starts(triggers, onMain({ files: [other] })))).toEqual([]);
  });

  test('tags change no file, and start a build anyway', () => {
    expect(starts(pushes({ branches: ['main'], tags: ['v1'], paths: ['src'] }), { ref: 'refs/tags/v1' })).toBe(true);
  });

  test('every path matches only itself and its content', () => {
    const file = fc
      .string({ unit: fc.constantFrom(...Array.from('ab./+-_@ ')), minLength: 1, maxLength: 10 })
      .filter((path) => changedPathRule(path) === undefined && !path.endsWith('/'));
    fc.assert(
      fc.property(file, file, (path, other) => {
        const triggers = pushes({ branches: ['main'], paths: [path] });
        expect(starts(triggers, onMain({ files: [other] }))).toBe(other === path || other.startsWith(`${path}/`));
      }),
    );
  });

  test.each([
    ['/etc', "got '/etc'. Write it relative to the source"],
    ['../x', "got '../x'. The path must not leave the source with '..'"],
    ['./x', "got './x'. Write it without './' and '//'"],
    ['a//b', "got 'a//b'. Write it without './' and '//'"],
    ['src/**', "got 'src/**'. Use only letters, digits and './_@+- '"],
    ['.*', "got '.*'. Use only letters, digits and './_@+- '"],
  ])('fails when a path is %j', (path, got) => {
    expect(() => {
      validateWebhook({ branches: ['main'], paths: [path] });
    }).toThrow(new Error(`\`paths[0]\` must be a path within the source, ${got}`));
  });
});

describe('B3: pull requests', () => {
  const triggers = { FilterGroups: inTemplate(pullRequestFilters({ branches: ['main', 'a.b'], actorIds: ['7'] })) };

  test('are built for exactly the target branches', () => {
    const event = { event: 'PULL_REQUEST_CREATED', actor: '7' };
    expect(starts(triggers, { ...event, ref: 'refs/heads/main' })).toBe(true);
    expect(starts(triggers, { ...event, ref: 'refs/heads/a.b' })).toBe(true);
    const others = ['main-evil', 'xmain', 'mainline', 'aXb'];
    expect(others.filter((other) => starts(triggers, { ...event, ref: `refs/heads/${other}` }))).toEqual([]);
    expect(starts(triggers, { ...event, ref: 'refs/heads/main', actor: '77' })).toBe(false);
  });

  test.each(['PULL_REQUEST_CREATED', 'PULL_REQUEST_UPDATED', 'PULL_REQUEST_REOPENED'])('%s counts', (event) => {
    expect(starts(triggers, onMain({ event, actor: '7' }))).toBe(true);
  });

  test.each(['PUSH', 'PULL_REQUEST_MERGED', 'PULL_REQUEST_CLOSED', 'RELEASED'])('%s does not', (event) => {
    expect(starts(triggers, onMain({ event, actor: '7' }))).toBe(false);
  });

  test('filters of pushes have none of their events', () => {
    const events = ['PULL_REQUEST_CREATED', 'PULL_REQUEST_UPDATED', 'PULL_REQUEST_REOPENED', 'PULL_REQUEST_MERGED'];
    const taken = events.filter((event) =>
      starts(pushes({ branches: ['main'], tagPatterns: ['*'] }), onMain({ event })),
    );
    expect(taken).toEqual([]);
  });
});

const oneTag = 'must be the name of one Git tag, ';
const tagPattern = "must be a pattern of Git tags with '*' for any text, ";
const known = 'must be known at synth, got a token. It becomes part of an address or a regular expression.';

test.each<[string, unknown, string]>([
  ['tags are an empty list', { tags: [] }, '`tags` must list at least one value, got an empty list'],
  [
    'a tag is a pattern',
    { tags: ['v*'] },
    `\`tags[0]\` ${oneTag}got 'v*'. A wildcard would match other tags. Name each one`,
  ],
  [
    'a tag is a regular expression',
    { tags: ['^v1$'] },
    `\`tags[0]\` ${oneTag}got '^v1$'. Git does not accept such a ref name`,
  ],
  ['a tag is there twice', { tags: ['a', 'a'] }, "`tags[1]` must be named once, got 'a' again"],
  ['a pattern is none', { tagPatterns: ['v1'] }, `\`tagPatterns[0]\` ${tagPattern}got 'v1'. It has no '*'. Use 'tags'`],
  [
    'a pattern has a question mark',
    { tagPatterns: ['v?'] },
    `\`tagPatterns[0]\` ${tagPattern}got 'v?'. A pattern does not contain '?'`,
  ],
  [
    'a pattern is a whole ref',
    { tagPatterns: ['refs/tags/v*'] },
    `\`tagPatterns[0]\` ${tagPattern}got 'refs/tags/v*'. Omit 'refs/tags/': 'v*'`,
  ],
  ['patterns are no list', { tagPatterns: 'v*' }, "`tagPatterns` must be a list, got 'v*'. Write ['v*']"],
  [
    'actors are given without a ref',
    { actorIds: ['1'] },
    '`actorIds` requires branches or tags. Without them no push starts a build.',
  ],
  [
    'paths are given without a ref',
    { paths: ['src'] },
    '`paths` requires branches. The push of a tag changes no file.',
  ],
  [
    'paths are given with tags only',
    { tags: ['v1'], paths: ['src'] },
    '`paths` requires branches. The push of a tag changes no file.',
  ],
  ['tags are a token', { tags: Token.asList({ Ref: 'Tags' }) }, `\`tags\` ${known}`],
  ['a pattern holds a token', { tagPatterns: [`${Token.asString({ Ref: 'Tag' })}*`] }, `\`tagPatterns[0]\` ${known}`],
  ['an id is a token', { branches: ['main'], actorIds: [Token.asString({ Ref: 'Id' })] }, `\`actorIds[0]\` ${known}`],
  ['a path is a token', { branches: ['main'], paths: [Token.asString({ Ref: 'Path' })] }, `\`paths[0]\` ${known}`],
])('fails when %s', (_, options, message) => {
  expect(() => {
    validateWebhook(options as WebhookOptions);
  }).toThrow(new Error(message));
});

test('B7: without branches and tags there is no filter, and so no webhook', () => {
  expect(pushFilters({})).toEqual([]);
});
