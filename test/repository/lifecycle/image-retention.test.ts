import { CfnParameter, Duration, Fn, Lazy, type Stack } from 'aws-cdk-lib';
import { ImageRepository } from '../../../lib/repository/image-repository';
import { ImageRetention } from '../../../lib/repository/lifecycle/image-retention';
import { type ImageSelection } from '../../../lib/repository/lifecycle/image-selection';
import { frozen, newStack, onlyProperties } from '../../synthesis';

const count = (shown: string) => `\`count\` must be a whole number from 1 on, got ${shown}`;
const whole = (path: string, shown: string) => `\`${path}\` must be whole days, at least 1, got ${shown}`;
const pattern = "Use only letters, digits, '.', '_', '-' and '*'";
const keep = (value: unknown) => () => ImageRetention.keepNewest(value as number);
const select = (selection: ImageSelection) => () => ImageRetention.keepNewest(1, selection);

test.each<[string, () => ImageRetention, string]>([
  ['the count is zero', keep(0), count('the number 0')],
  ['the count is negative', keep(-1), count('the number -1')],
  ['the count is a fraction', keep(1.5), count('the number 1.5')],
  ['the count is NaN', keep(NaN), count('the number NaN')],
  ['the count is infinite', keep(Infinity), count('the number Infinity')],
  ['the count is a text', keep('10'), count("'10'")],
  ['the count is null', keep(null), count('null')],
  ['the count of the others is zero', () => ImageRetention.archiveAllBut(0), count('the number 0')],
  ['a day is half', () => ImageRetention.expireUntagged(Duration.hours(12)), whole('after', '12 hours')],
  ['there are no days', () => ImageRetention.expireUntagged(Duration.days(0)), whole('after', '0 days')],
  ['an age is half a day', () => ImageRetention.expireOlderThan(Duration.hours(36)), whole('age', '1 day 12 hours')],
  ['an archive age is a minute', () => ImageRetention.archiveOlderThan(Duration.minutes(1)), whole('age', '1 minute')],
  ['a pull is hours ago', () => ImageRetention.archiveUnpulled(Duration.hours(1)), whole('after', '1 hour')],
  [
    'nothing is protected',
    () => ImageRetention.protect(),
    '`patterns` must list at least one value, got an empty list',
  ],
  [
    'a pattern has five wildcards',
    () => ImageRetention.protect('v*', '*a*b*c*d*'),
    "`patterns[1]` must be a tag pattern, got '*a*b*c*d*'. ECR accepts at most 4 '*', and this has 5",
  ],
  [
    'a pattern holds a slash',
    () => ImageRetention.protect('release/*'),
    `\`patterns[0]\` must be a tag pattern, got 'release/*'. ${pattern}`,
  ],
  ['no pattern is given', select({ tagPatterns: [] }), '`tagPatterns` must list at least one value, got an empty list'],
  ['no prefix is given', select({ tagPrefixes: [] }), '`tagPrefixes` must list at least one value, got an empty list'],
  [
    'a pattern is a regular expression',
    select({ tagPatterns: ['^v.*$'] }),
    `\`tagPatterns[0]\` must be a tag pattern, got '^v.*$'. ${pattern}`,
  ],
  [
    'a prefix is a pattern',
    select({ tagPrefixes: ['v', 'v*'] }),
    "`tagPrefixes[1]` must be a tag prefix, got 'v*'. A prefix does not contain '*'. Write a pattern instead",
  ],
])('fails when %s', (_, make, message) => {
  expect(make).toThrow(new Error(message));
});

test('an empty selection selects all images', () => {
  expect(ImageRetention.lifecyclePolicyText(ImageRetention.keepNewest(3, frozen({})))).toBe(
    ImageRetention.lifecyclePolicyText(ImageRetention.keepNewest(3)),
  );
});

test('a retention does not change with its selection afterwards', () => {
  const tagPatterns = ['pr-*'];
  const retention = ImageRetention.keepNewest(3, { tagPatterns });
  tagPatterns.push('*');
  expect(ImageRetention.lifecyclePolicyText(retention)).not.toContain('"*"');
});

describe('tokens', () => {
  function textWith(retention: (stack: Stack) => ImageRetention): unknown {
    const stack = newStack();
    new ImageRepository(stack, 'Service', { retention: [retention(stack)] });
    const { LifecyclePolicyText } = onlyProperties(stack, 'AWS::ECR::Repository').LifecyclePolicy as {
      LifecyclePolicyText: unknown;
    };
    return LifecyclePolicyText;
  }

  const number = (stack: Stack) => new CfnParameter(stack, 'Number', { type: 'Number' }).valueAsNumber;

  /** A text with unresolved values, with each reference in angle brackets. */
  function joined(text: unknown): string {
    const [separator, parts] = (text as { 'Fn::Join': [string, unknown[]] })['Fn::Join'];
    return parts.map((part) => (typeof part === 'string' ? part : `<${JSON.stringify(part)}>`)).join(separator);
  }

  test('can be a count, which is a number in the document', () => {
    const text = joined(textWith((stack) => ImageRetention.keepNewest(number(stack))));
    expect(text).toContain('"countNumber":<{"Ref":"Number"}>}');
    expect(text).toContain('"description":"Keep the newest images"');
  });

  test('can be days', () => {
    const text = joined(textWith((stack) => ImageRetention.expireUntagged(Duration.days(number(stack)))));
    expect(text).toContain('"countNumber":<{"Ref":"Number"}>}');
    expect(text).toContain('"description":"Expire untagged images after some days"');
  });

  test('that are lazy are resolved at synth', () => {
    const text = textWith(() => ImageRetention.keepNewest(Lazy.number({ produce: () => 7 })));
    expect(JSON.parse(text as string)).toMatchObject({ rules: [{ selection: { countNumber: 7 } }] });
  });

  test('can be patterns', () => {
    const text = joined(textWith(() => ImageRetention.protect(`v${Fn.importValue('major')}.*`)));
    expect(text).toContain('"tagPatternList":["v<{"Fn::ImportValue":"major"}>.*"]');
  });

  test.each<[string, (list: string[]) => ImageRetention]>([
    ['patterns', (list) => ImageRetention.protect(...list)],
    ['tagPatterns', (list) => ImageRetention.keepNewest(3, { tagPatterns: list })],
    ['tagPrefixes', (list) => ImageRetention.keepNewest(3, { tagPrefixes: list })],
  ])('fail if they are the whole list of %s, which CDK would split with a Lambda function', (path, make) => {
    const { valueAsList } = new CfnParameter(newStack(), 'List', { type: 'CommaDelimitedList' });
    expect(() => make(valueAsList)).toThrow(
      new Error(`\`${path}\` must be a list at synth, got a token. Its elements may be tokens`),
    );
  });

  test('fail in a document as text', () => {
    expect(() => ImageRetention.lifecyclePolicyText(ImageRetention.keepNewest(number(newStack())))).toThrow(
      new Error('`retentions` must be known at synth, got a token. A document as text cannot contain tokens.'),
    );
  });
});
