import { type AccessRow } from '../../../lib/review/access/access-row';
import { compareReports, widens } from '../../../lib/review/changes/compare-reports';
import { type ReviewChange } from '../../../lib/review/report/review-report';
import { reviewTemplates } from '../../../lib/review/review-templates';
import { allow, lineOf, env, pull, repository, reviewOf } from '../reviewed';

const account = (id: string, actions: readonly string[] = pull) => allow(actions, { AWS: `arn:aws:iam::${id}:root` });

function change(before: object[], after: object[]): ReviewChange {
  return compareReports(
    reviewOf({ App: repository('app', ...before) }),
    reviewOf({ App: repository('app', ...after) }),
  );
}

const shown = ({ added, removed, widened, narrowed }: ReviewChange) =>
  Object.fromEntries(
    Object.entries({ added, removed, widened, narrowed }).map(([kind, rows]) => [kind, rows.map((row) => lineOf(row))]),
  );

const one = 'arn:aws:iam::111111111111:root pull app: allowed if account 111111111111 allows it by its own policy';
const organization = (id: string) => allow(pull, '*', { StringEquals: { 'aws:PrincipalOrgID': id } });

test('the same access is not a change, in any order and place of a template', () => {
  const before = [account('111111111111'), account('222222222222')];
  const same = change(before, [...before].reverse());
  expect(shown(same)).toEqual({ added: [], removed: [], widened: [], narrowed: [] });
  expect(widens(same)).toBe(false);
});

test('new access is added, and widens access', () => {
  const more = change([], [account('111111111111')]);
  expect(shown(more)).toEqual({ added: [one], removed: [], widened: [], narrowed: [] });
  expect(widens(more)).toBe(true);
});

test('missing access is removed, and widens nothing', () => {
  const less = change([account('111111111111')], []);
  expect(shown(less)).toEqual({ added: [], removed: [one], widened: [], narrowed: [] });
  expect(widens(less)).toBe(false);
});

test('one condition less is wider, one more is narrower', () => {
  const bob = { AWS: 'arn:aws:iam::111111111111:user/bob' };
  const bounded = [allow(pull, bob, { StringEquals: { 'aws:SourceVpce': 'vpce-1' } })];
  expect(shown(change(bounded, [allow(pull, bob)])).widened).toHaveLength(1);
  expect(widens(change(bounded, [allow(pull, bob)]))).toBe(true);
  expect(shown(change([allow(pull, bob)], bounded)).narrowed).toHaveLength(1);
});

test('another organization is another principal', () => {
  const { added, removed } = change([organization('o-aaaaaaaaaa')], [organization('o-bbbbbbbbbb')]);
  expect([added, removed].map((rows) => rows.map(({ conditions }) => conditions[0]))).toEqual([
    ['aws:PrincipalOrgID is o-bbbbbbbbbb'],
    ['aws:PrincipalOrgID is o-aaaaaaaaaa'],
  ]);
});

test('anyone instead of an account is wider', () => {
  const opened = change([account('111111111111')], [allow(pull, '*')]);
  expect(opened.widened.map(({ principal }) => principal)).toEqual(['*']);
  expect(opened.removed).toEqual([]);
  const closed = change([allow(pull, '*')], [account('111111111111')]);
  expect(closed.narrowed.map(({ principal }) => principal)).toEqual(['arn:aws:iam::111111111111:root']);
  expect([closed.added, closed.removed]).toEqual([[], []]);
});

test('only new findings are reported', () => {
  const everybody = allow(pull, '*');
  expect(change([], [everybody]).findings.length).toBeGreaterThan(0);
  expect(change([everybody], [everybody]).findings).toEqual([]);
});

test('repositories of one name in two Regions are two', () => {
  const statement = allow(pull, { AWS: 'arn:aws:iam::111111111111:root' });
  const inBoth = (...regions: string[]) =>
    reviewTemplates(
      ['eu-west-1', 'us-east-1'].map((region) => ({
        name: region,
        file: region,
        body: { Resources: { App: repository('app', ...(regions.includes(region) ? [statement] : [])) } },
        env: { ...env, region },
      })),
    );
  const { added, widened, removed } = compareReports(inBoth('eu-west-1'), inBoth('eu-west-1', 'us-east-1'));
  expect(added.map(({ arn }) => arn)).toEqual(['arn:aws:ecr:us-east-1:123456789012:repository/app']);
  expect([widened, removed]).toEqual([[], []]);
});

test('parts that could not be read are either new or were not read before', () => {
  const nested = (name: string) => ({
    [name]: {
      Type: 'AWS::CloudFormation::Stack',
      Properties: { TemplateURL: 'https://bucket.s3.amazonaws.com/a.json' },
    },
  });
  const { unreviewed, stillUnreviewed } = compareReports(
    reviewOf(nested('Old')),
    reviewOf({ ...nested('Old'), ...nested('New') }),
  );
  const ids = [unreviewed, stillUnreviewed].map((parts) => parts.map(({ source }) => source.logicalId));
  expect(ids).toEqual([['New'], ['Old']]);
});

describe('rows', () => {
  const role = (name: string) => `arn:aws:iam::123456789012:role/${name}`;
  const base: AccessRow = {
    principal: role('ci'),
    via: '',
    repository: 'app',
    operation: 'pull',
    decision: 'allowed',
    conditions: [],
    source: { template: 'app', logicalId: 'Ci', path: '' },
  };

  /** The kinds of change between rows with these contents. */
  function changeOfRows(before: Partial<AccessRow>[], after: Partial<AccessRow>[]): Record<string, number> {
    const report = (rows: Partial<AccessRow>[]) => ({
      ...reviewOf({}),
      access: rows.map((more) => ({ ...base, ...more })),
    });
    const { added, removed, widened, narrowed } = compareReports(report(before), report(after));
    const counts = Object.entries({ added, removed, widened, narrowed }).map(([kind, rows]) => [kind, rows.length]);
    return Object.fromEntries(counts.filter(([, count]) => count !== 0)) as Record<string, number>;
  }

  test.each<[AccessRow['decision'], AccessRow['decision'], string]>([
    ['conditional', 'unknown', 'widened'],
    ['conditional', 'allowed', 'widened'],
    ['unknown', 'allowed', 'widened'],
    ['unknown', 'conditional', 'narrowed'],
    ['allowed', 'conditional', 'narrowed'],
    ['allowed', 'unknown', 'narrowed'],
  ])('from %s to %s is %s', (was, is, kind) => {
    expect(changeOfRows([{ decision: was }], [{ decision: is }])).toEqual({ [kind]: 1 });
    expect(changeOfRows([{ decision: was, conditions: ['a'] }], [{ decision: is, conditions: ['b'] }])).toEqual({
      [kind]: 1,
    });
  });

  test('a second decision of the same access is added and removed separately', () => {
    const conditional = { decision: 'conditional' as const, conditions: ['a'] };
    const unknown = { decision: 'unknown' as const, conditions: ['doubt'] };
    expect(changeOfRows([conditional], [conditional, unknown])).toEqual({ added: 1 });
    expect(changeOfRows([unknown], [conditional, unknown])).toEqual({ added: 1 });
    expect(changeOfRows([conditional, unknown], [conditional])).toEqual({ removed: 1 });
    const other = { ...conditional, conditions: ['b'] };
    expect(changeOfRows([conditional], [other, unknown])).toEqual({ widened: 2 });
    expect(changeOfRows([{ ...unknown, conditions: ['x'] }], [unknown, conditional])).toEqual({ widened: 2 });
    expect(changeOfRows([other, unknown], [{ ...other, conditions: ['b', 'c'] }])).toEqual({ narrowed: 1 });
  });

  test('different conditions count as wider, more conditions as narrower, and another order as the same', () => {
    const conditional = (...conditions: string[]) => [{ decision: 'conditional' as const, conditions }];
    expect(changeOfRows(conditional('a'), conditional('b'))).toEqual({ widened: 1 });
    expect(changeOfRows(conditional('a', 'b'), conditional('a'))).toEqual({ widened: 1 });
    expect(changeOfRows(conditional('a'), conditional('a', 'b'))).toEqual({ narrowed: 1 });
    expect(changeOfRows(conditional('a', 'b'), conditional('b', 'a'))).toEqual({});
  });

  test.each(['*', 'lambda.amazonaws.com', 'lambda.amazonaws.com.cn'])(
    '%s with different conditions is another principal',
    (principal) => {
      const on = (...conditions: string[]) => [{ principal, decision: 'conditional' as const, conditions }];
      expect(changeOfRows(on('a'), on('b'))).toEqual({ added: 1, removed: 1 });
      expect(changeOfRows(on('a', 'b'), on('a'))).toEqual({ widened: 1 });
      expect(changeOfRows(on('a'), on('a', 'b'))).toEqual({ narrowed: 1 });
    },
  );

  test('a pattern of repositories outside the templates includes narrower ones', () => {
    const outside = (repository: string, more: Partial<AccessRow> = {}) => [
      { repository, arn: repository, outside: true, ...more },
    ];
    const wide = 'arn:aws:ecr:eu-west-1:123456789012:repository/*';
    const narrow = 'arn:aws:ecr:eu-west-1:123456789012:repository/prod/*';
    expect(changeOfRows(outside(narrow), outside(wide))).toEqual({ widened: 1 });
    expect(changeOfRows(outside(wide), outside(narrow))).toEqual({ narrowed: 1 });
    expect(changeOfRows(outside(narrow), outside(wide, { operation: 'push' }))).toEqual({ added: 1, removed: 1 });
    expect(changeOfRows(outside(narrow), outside(wide, { via: role('x') }))).toEqual({ added: 1, removed: 1 });
    expect(changeOfRows(outside(narrow), outside(wide, { conditions: ['a'] }))).toEqual({ added: 1, removed: 1 });
    const template = [{ repository: 'app', arn: wide }];
    expect(changeOfRows([{ repository: 'prod', arn: narrow }], template)).toEqual({ added: 1, removed: 1 });
  });

  test('a pattern of principals includes one of them, for the same operation', () => {
    const [run, runs] = ['repo:acme/app:ref:refs/heads/main', 'repo:acme/app:*'];
    expect(changeOfRows([{ principal: run }], [{ principal: runs }])).toEqual({ widened: 1 });
    expect(changeOfRows([{ principal: runs }], [{ principal: run }])).toEqual({ narrowed: 1 });
    expect(changeOfRows([{ principal: run }], [{ principal: runs, via: role('x') }])).toEqual({ added: 1, removed: 1 });
  });

  test('a row for many repositories changes by the repositories that are added and removed', () => {
    const many = (...names: string[]) => [{ alike: names.map((name) => ({ name, arn: name })), arn: 'app' }];
    expect(changeOfRows(many('a', 'b'), many('b', 'a'))).toEqual({});
    expect(changeOfRows(many('a'), many('a', 'b'))).toEqual({ added: 1 });
    expect(changeOfRows(many('a', 'b'), many('a'))).toEqual({ removed: 1 });
    expect(changeOfRows(many('a'), [{ arn: 'app' }, { arn: 'a', repository: 'a' }])).toEqual({});
  });
});
