import { patternMatcher } from '../../../lib/repository/preview/lifecycle-matching';
import {
  any,
  archiveOlderThan,
  archiveUnpulled,
  daysAgo,
  expireArchived,
  expireOlderThan,
  fates,
  image,
  keepNewest,
  previewOf,
  ranked,
  tagged,
  untagged,
} from './lifecycle-preview-cases';

// The worked examples of https://docs.aws.amazon.com/AmazonECR/latest/userguide/lifecycle_policy_examples.html, with
// tagPrefixList as in its editions up to 2023.
const prefixed = (...tagPrefixList: string[]) => ({ tagStatus: 'tagged', tagPrefixList });

describe.each([
  ['patterns', (prefix: string) => tagged(`${prefix}*`)],
  ['prefixes', (prefix: string) => prefixed(prefix)],
])('filtering on multiple rules, by %s', (_, startingWith) => {
  const images = [image('A', 10, ['beta-1', 'prod-1']), image('B', 9, ['beta-2', 'prod-2']), image('C', 8, ['beta-3'])];

  test('the first rule takes A and shields B from the second', () => {
    const rules = ranked(keepNewest(1, startingWith('prod')), keepNewest(1, startingWith('beta')));
    expect(fates(previewOf(rules, images))).toEqual({ A: 'expire 1', B: 'keep', C: 'keep' });
  });
});

describe.each([
  ['patterns', tagged('alpha*', 'beta*')],
  ['prefixes', prefixed('alpha', 'beta')],
])('filtering on multiple tags in a single rule, by %s', (_, both) => {
  test('an image must match all of them', () => {
    const images = [
      image('A', 12, ['alpha-1']),
      image('B', 11, ['beta-1']),
      image('C', 10, ['alpha-2', 'beta-2']),
      image('D', 4, ['alpha-3']),
      image('E', 3, ['beta-3']),
      image('F', 2, ['alpha-4', 'beta-4']),
    ];
    expect(fates(previewOf(ranked(expireOlderThan(5, both)), images))).toEqual({
      A: 'keep',
      B: 'keep',
      C: 'expire 1',
      D: 'keep',
      E: 'keep',
      F: 'keep',
    });
  });
});

test('filtering on all images: the newest is kept', () => {
  const images = [image('A', 4, ['alpha-1']), image('B', 3, ['beta-1']), image('C', 2), image('D', 1, ['alpha-2'])];
  expect(fates(previewOf(ranked(keepNewest(1, any)), images))).toEqual({
    A: 'expire 1',
    B: 'expire 1',
    C: 'expire 1',
    D: 'keep',
  });
});

// The policies that the same page shows without images.
describe('the other policies of the page', () => {
  test('filtering on image age', () => {
    const images = [image('old', 15, ['prod-1']), image('new', 13, ['prod-2']), image('other', 15, ['dev'])];
    expect(fates(previewOf(ranked(expireOlderThan(14, tagged('prod*'))), images))).toEqual({
      old: 'expire 1',
      new: 'keep',
      other: 'keep',
    });
  });

  test('filtering on last pulled time', () => {
    const images = [
      image('used', 400, ['a'], { lastRecordedPullTime: daysAgo(89) }),
      image('left', 400, ['b'], { lastRecordedPullTime: daysAgo(91) }),
      image('never', 91, ['c']),
      image('fresh', 89, ['d']),
    ];
    expect(fates(previewOf(ranked(archiveUnpulled(90, any)), images))).toEqual({
      used: 'keep',
      left: 'archive 1',
      never: 'archive 1',
      fresh: 'keep',
    });
  });

  test('filtering on archive transition time', () => {
    const images = [
      image('long', 900, ['a'], { imageStatus: 'ARCHIVED', lastArchivedAt: daysAgo(366) }),
      image('short', 900, ['b'], { imageStatus: 'ARCHIVED', lastArchivedAt: daysAgo(364) }),
      image('standard', 900, ['c']),
    ];
    expect(fates(previewOf(ranked(expireArchived(365, any)), images))).toEqual({
      long: 'expire 1',
      short: 'keep',
      standard: 'keep',
    });
  });

  test('filtering on image count', () => {
    const images = [image('A', 2), image('B', 1), image('tagged', 9, ['a'])];
    expect(fates(previewOf(ranked(keepNewest(1, untagged)), images))).toEqual({
      A: 'expire 1',
      B: 'keep',
      tagged: 'keep',
    });
  });

  test('archive production images older than 30 days', () => {
    const images = [image('old', 31, ['prod-1']), image('new', 30, ['prod-2'])];
    expect(fates(previewOf(ranked(archiveOlderThan(30, tagged('prod*'))), images))).toEqual({
      old: 'archive 1',
      new: 'keep',
    });
  });

  test('combining archive and expire rules: a rule shields within its storage class only', () => {
    const images = [
      image('new', 29, ['a']),
      image('old', 31, ['b']),
      image('archived', 400, ['c'], { imageStatus: 'ARCHIVED', lastArchivedAt: daysAgo(364) }),
      image('forgotten', 400, ['d'], { imageStatus: 'ARCHIVED', lastArchivedAt: daysAgo(366) }),
    ];
    expect(fates(previewOf(ranked(archiveOlderThan(30, any), expireArchived(365, any)), images))).toEqual({
      new: 'keep',
      old: 'archive 1',
      archived: 'keep',
      forgotten: 'expire 2',
    });
  });
});

// https://docs.aws.amazon.com/AmazonECR/latest/userguide/LifecyclePolicies.html
test.each([
  ['prod*', 'prod'],
  ['prod*', 'prod1'],
  ['prod*', 'production-team1'],
  ['*prod*', 'repo-production'],
  ['*prod*', 'prod-team'],
])('the pattern %s matches %s', (pattern, tag) => {
  expect(patternMatcher(pattern)(tag)).toBe(true);
});

// https://docs.aws.amazon.com/AmazonECR/latest/userguide/lifecycle_policy_parameters.html
describe('at most four wildcards', () => {
  test('are accepted', () => {
    const rules = ranked(keepNewest(1, tagged('*test*1*2*3', 'test*1*2*3*')));
    expect(previewOf(rules, []).rules).toHaveLength(1);
  });

  test('fails when there are more', () => {
    expect(() => previewOf(ranked(keepNewest(1, tagged('test*1*2*3*4*5*6'))), [])).toThrow(
      new Error(
        "`rules[0].selection.tagPatternList[0]` must be a tag pattern, got 'test*1*2*3*4*5*6'. " +
          "ECR accepts at most 4 '*', and this has 6",
      ),
    );
  });
});
