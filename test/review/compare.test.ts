import { compareReports, widens } from '../../lib/review/compare';
import { type ReviewChange } from '../../lib/review/review-report';
import { reviewTemplates } from '../../lib/review/review-templates';
import { allow, lineOf, place, pull, repository, reviewOf } from './reviewed';

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

const one = 'arn:aws:iam::111111111111:root pull app: allowed if account 111111111111 allows it by a policy of its own';
const organization = (id: string) => allow(pull, '*', { StringEquals: { 'aws:PrincipalOrgID': id } });

test('the same again is no change, whatever stands where', () => {
  const before = [account('111111111111'), account('222222222222')];
  const same = change(before, [...before].reverse());
  expect(shown(same)).toEqual({ added: [], removed: [], widened: [], narrowed: [] });
  expect(widens(same)).toBe(false);
});

test('access that is new is added, and widens', () => {
  const more = change([], [account('111111111111')]);
  expect(shown(more)).toEqual({ added: [one], removed: [], widened: [], narrowed: [] });
  expect(widens(more)).toBe(true);
});

test('access that is gone is removed, and widens nothing', () => {
  const less = change([account('111111111111')], []);
  expect(shown(less)).toEqual({ added: [], removed: [one], widened: [], narrowed: [] });
  expect(widens(less)).toBe(false);
});

test('a condition less is wider, a condition more narrower', () => {
  const bob = { AWS: 'arn:aws:iam::111111111111:user/bob' };
  const bounded = [allow(pull, bob, { StringEquals: { 'aws:SourceVpce': 'vpce-1' } })];
  expect(shown(change(bounded, [allow(pull, bob)])).widened).toHaveLength(1);
  expect(shown(change([allow(pull, bob)], bounded)).narrowed).toHaveLength(1);
});

test('another organization is another principal', () => {
  const { added, removed } = change([organization('o-aaaaaaaaaa')], [organization('o-bbbbbbbbbb')]);
  expect([added, removed].map((rows) => rows.map(({ conditions }) => conditions[0]))).toEqual([
    ['aws:PrincipalOrgID is o-bbbbbbbbbb'],
    ['aws:PrincipalOrgID is o-aaaaaaaaaa'],
  ]);
});

test('everybody instead of an account is wider', () => {
  const opened = change([account('111111111111')], [allow(pull, '*')]);
  expect(opened.widened.map(({ principal }) => principal)).toEqual(['*']);
  expect(opened.removed).toEqual([]);
  const closed = change([allow(pull, '*')], [account('111111111111')]);
  expect(closed.narrowed.map(({ principal }) => principal)).toEqual(['arn:aws:iam::111111111111:root']);
  expect([closed.added, closed.removed]).toEqual([[], []]);
});

test('only findings that were not there before are told', () => {
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
        place: { ...place, region },
      })),
    );
  const { added, widened, removed } = compareReports(inBoth('eu-west-1'), inBoth('eu-west-1', 'us-east-1'));
  expect(added.map(({ arn }) => arn)).toEqual(['arn:aws:ecr:us-east-1:123456789012:repository/app']);
  expect([widened, removed]).toEqual([[], []]);
});

test('parts that could not be read are new, or were not read before either', () => {
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
