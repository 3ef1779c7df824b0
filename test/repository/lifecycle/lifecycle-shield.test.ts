import fc from 'fast-check';
import { type LifecycleSelection } from '../../../lib/repository/lifecycle/lifecycle-rule';
import { includes, isShieldedBy } from '../../../lib/repository/lifecycle/lifecycle-shield';

test.each([
  ['v*', 'v1*'],
  ['v*', 'v'],
  ['*', 'anything*'],
  ['*prod*', 'eu-prod-1'],
  ['*prod*', 'prod*'],
  ['a*b*c', 'a*b*c'],
  ['a*', 'a**'],
])('%s matches all that %s does', (pattern, other) => {
  expect(includes(pattern, other)).toBe(true);
});

test.each([
  ['v1*', 'v*'],
  ['v', 'v*'],
  ['a*c', 'a*'],
  ['*b', 'b*'],
  ['', 'a'],
  ['a*b*c', 'a*c'],
])('%s does not match all that %s does', (pattern, other) => {
  expect(includes(pattern, other)).toBe(false);
});

/** A pattern of two letters, so that random patterns often match, and a tag that it matches. */
const pattern = fc.array(fc.constantFrom('a', 'b', '*'), { maxLength: 6 }).map((parts) => parts.join(''));
const filled = fc
  .tuple(pattern, fc.array(fc.constantFrom('', 'a', 'b', 'ab', 'ba'), { minLength: 6, maxLength: 6 }))
  .map(([text, fillings]) => {
    let next = 0;
    return { text, tag: text.replace(/\*/g, () => fillings[next++] ?? '') };
  });

test('a pattern that includes another matches every text that the other matches', () => {
  fc.assert(
    fc.property(pattern, filled, (one, { text, tag }) => {
      fc.pre(includes(one, text));
      expect(includes(one, tag)).toBe(true);
    }),
  );
});

test('a pattern includes a text without wildcards if it matches the text', () => {
  fc.assert(
    fc.property(pattern, fc.stringMatching(/^[ab]{0,6}$/), (one, tag) => {
      expect(includes(one, tag)).toBe(new RegExp(`^${one.replace(/\*/g, '.*')}$`).test(tag));
    }),
  );
});

const selection = (parts: Partial<LifecycleSelection>): LifecycleSelection => ({
  tagStatus: 'tagged',
  countType: 'imageCountMoreThan',
  countNumber: 1,
  ...parts,
});

test('a list is shielded if each earlier pattern includes one of its patterns', () => {
  const earlier = selection({ tagPatternList: ['v*'] });
  expect(isShieldedBy(selection({ tagPatternList: ['main', 'v1*'] }), earlier)).toBe(true);
  expect(isShieldedBy(selection({ tagPrefixList: ['v1'] }), earlier)).toBe(true);
  expect(isShieldedBy(earlier, selection({ tagPatternList: ['v*', 'main'] }))).toBe(false);
});

test('rules of two storage classes never shield each other', () => {
  const archived = selection({ tagPatternList: ['v*'], storageClass: 'archive' });
  expect(isShieldedBy(archived, selection({ tagPatternList: ['v*'] }))).toBe(false);
  expect(isShieldedBy(archived, selection({ tagPatternList: ['v*'], storageClass: 'archive' }))).toBe(true);
});

test('a rule for tagged images does not shield untagged images or all images', () => {
  const earlier = selection({ tagPatternList: ['*'] });
  expect(isShieldedBy(selection({ tagStatus: 'untagged' }), earlier)).toBe(false);
  expect(isShieldedBy(selection({ tagStatus: 'any' }), earlier)).toBe(false);
});
