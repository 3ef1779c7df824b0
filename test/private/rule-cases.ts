import { Lazy, Token } from 'aws-cdk-lib';
import { type Rule, validate } from '../../lib/private/validation/validation';

/** How a test is called after "fails when it", a value, and the whole problem after "must be X, ". */
export type Refusal = readonly [name: string, value: unknown, problem: string];

/** Adds a test for each value that a rule accepts, and for tokens in its place, alone and next to text. */
export function takes(rule: Rule, values: readonly unknown[], beside = 'app-'): void {
  test.each(values.map((value) => [value]))('takes %j', (value) => {
    expect(rule(value)).toBeUndefined();
  });

  test.each([
    ['a token', Token.asString({ Ref: 'Parameter' })],
    ['a token with text around it', `${beside}${Token.asString({ Ref: 'Parameter' })}`],
    ['a number token', Token.asNumber({ Ref: 'Parameter' })],
    ['a lazy value', Lazy.string({ produce: () => '!' })],
    ['an intrinsic function', { resolve: () => '!', creationStack: [] }],
  ])('takes %s', (_, token) => {
    expect(() => {
      validate('value', token, rule);
    }).not.toThrow();
  });
}

/** A test for each value that a rule refuses. */
export function refuses(rule: Rule, what: string, refusals: readonly Refusal[]): void {
  test.each(refusals)('fails when it %s', (_, value, problem) => {
    expect(rule(value)).toBe(`must be ${what}, ${problem}`);
  });
}

const asText = 'Write it as text, in quotes';

/** Values other than text that JavaScript, YAML and other jsii languages can pass. */
export const noTexts: readonly Refusal[] = [
  ['is a number', 12, `got the number 12. ${asText}`],
  ['is not a number', NaN, `got the number NaN. ${asText}`],
  ['is a boolean', true, `got the boolean true. ${asText}`],
  ['is a bigint', 10n, `got the bigint 10. ${asText}`],
  ['is null', null, `got null. ${asText}`],
  ['is missing', undefined, `got nothing. ${asText}`],
  ['is a list', ['main'], `got a list. ${asText}`],
  ['is a mapping', { toString: 'main' }, `got a mapping. ${asText}`],
  ['is a boxed text', Object('main'), `got a mapping. ${asText}`],
  ['is a function', () => 'main', `got a function. ${asText}`],
  ['is a symbol', Symbol('main'), `got a symbol. ${asText}`],
];

const space = 'Remove the white space around it';

/** Texts that fool a reader, or a check that is not anchored. */
export const deceptiveTexts: readonly Refusal[] = [
  ['is empty', '', 'got an empty text'],
  ['ends in a newline', 'main\n', `got 'main\\n'. ${space}`],
  ['ends in a space', 'main ', `got 'main '. ${space}`],
  ['starts with a space', ' main', `got ' main'. ${space}`],
  ['ends in a tab', 'main\t', `got 'main\\t'. ${space}`],
  ['ends in a carriage return', 'main\r', `got 'main\\u{d}'. ${space}`],
  ['ends in a no-break space', 'main\u00a0', `got 'main\\u{a0}'. ${space}`],
  ['starts with a byte order mark', '\ufeffmain', `got '\\u{feff}main'. ${space}`],
  ['is white space only', ' \n ', `got ' \\n '. ${space}`],
  ['holds a newline', 'ma\nin', "got 'ma\\nin'. The character U+000A at index 2 is not ASCII"],
  ['holds full-width digits', '１２3', "got '１２3'. The character U+FF11 at index 0 is not ASCII"],
  ['holds a zero-width space', 'ma\u200bin', "got 'ma\\u{200b}in'. The character U+200B at index 2 is not ASCII"],
  ['ends in a zero-width joiner', 'main\u200d', "got 'main\\u{200d}'. The character U+200D at index 4 is not ASCII"],
  ['holds a soft hyphen', 'ma\u00adin', "got 'ma\\u{ad}in'. The character U+00AD at index 2 is not ASCII"],
  ['holds a Cyrillic a', 'm\u0430in', "got 'm\u0430in'. The character U+0430 at index 1 is not ASCII"],
  ['is turned right to left', '\u202emain', "got '\\u{202e}main'. The character U+202E at index 0 is not ASCII"],
  ['holds a combining accent', 'mai\u0301n', "got 'mai\\u{301}n'. The character U+0301 at index 3 is not ASCII"],
  ['ends in a NUL', 'main\0', "got 'main\\u{0}'. The character U+0000 at index 4 is not ASCII"],
  ['clears a terminal', '\u001b[2Jmain', "got '\\u{1b}[2Jmain'. The character U+001B at index 0 is not ASCII"],
  ['holds a delete character', 'ma\x7fin', "got 'ma\\u{7f}in'. The character U+007F at index 2 is not ASCII"],
  ['ends in half a pair', 'main\ud800', "got 'main\\u{d800}'. The character U+D800 at index 4 is not ASCII"],
  ['holds an emoji', 'main🚀', "got 'main\\u{1f680}'. The character U+1F680 at index 4 is not ASCII"],
];

export const hostileTexts: readonly Refusal[] = [...noTexts, ...deceptiveTexts];
