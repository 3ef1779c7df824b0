import fc from 'fast-check';
import { displayWidth } from '../../../lib/private/text/display-width';
import { wrap } from '../../../lib/private/text/wrap';

test('breaks at spaces, and indents what goes on', () => {
  expect(wrap('Keep the newest 10 images', 12)).toBe('Keep the\n  newest 10\n  images');
});

test('breaks long words at their seams', () => {
  expect(wrap('arn:aws:iam::123456789012:role/deployer', 20)).toBe('arn:aws:iam::\n  123456789012:role/\n  deployer');
});

test('does not break within an unresolved value', () => {
  expect(wrap('arn:${AWS::Partition}:iam::${AWS::AccountId}:root', 24)).toBe(
    'arn:${AWS::Partition}:\n  iam::\n  ${AWS::AccountId}:root',
  );
});

test('breaks at the words of a name, and within an unresolved value only if it is too long', () => {
  expect(wrap('HasCustomAssetsRepository', 14)).toBe('HasCustom\n  Assets\n  Repository');
  expect(wrap('${template.TrustedAccountsForLookup}', 20)).toBe('${template.Trusted\n  AccountsForLookup}');
});

test('breaks a word that is longer than a line', () => {
  expect(wrap('x'.repeat(10), 6)).toBe('xxxx\n  xxxx\n  xx');
});

test('keeps the lines that are there', () => {
  expect(wrap('a\nb', 10)).toBe('a\nb');
});

test('never is wider, and never loses a character', () => {
  const text = fc.string({
    unit: fc.constantFrom('a', 'bc', ' ', '/', ':', '-', '\n', 'd'.repeat(30), '漢', '🍕', 'e\u0301'),
    maxLength: 60,
  });
  fc.assert(
    fc.property(text, fc.integer({ min: 4, max: 40 }), (content, width) => {
      const wrapped = wrap(content, width);
      expect(wrapped.split('\n').every((line) => displayWidth(line) <= width)).toBe(true);
      expect(wrapped.replace(/\s/g, '')).toBe(content.replace(/\s/g, ''));
    }),
    { numRuns: 500 },
  );
});
