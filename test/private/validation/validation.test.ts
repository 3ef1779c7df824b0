import { Fn, Lazy, Token } from 'aws-cdk-lib';
import {
  InvalidInputError,
  type Rule,
  firstProblem,
  quote,
  refuseIf,
  refuseOpenList,
  validate,
  validateEach,
  validateList,
} from '../../../lib/private/validation/validation';

const never: Rule = (value) => `must not be, got ${quote(value)}`;
const always: Rule = () => undefined;
const evenOnly: Rule = (value) => (Number(value) % 2 === 0 ? undefined : `must be even, got ${quote(value)}`);

describe('validate', () => {
  test('takes what the rule takes', () => {
    expect(() => {
      validate('path', 'value', always);
    }).not.toThrow();
  });

  test('fails when the rule finds a problem, with the path first', () => {
    expect(() => {
      validate('path', 'value', never);
    }).toThrow(new InvalidInputError("`path` must not be, got 'value'"));
  });

  test('fails with an error that has its own name', () => {
    expect(new InvalidInputError('text').name).toBe('InvalidInputError');
    expect(new InvalidInputError('text')).toBeInstanceOf(Error);
  });

  test.each([
    ['a text', Token.asString({ Ref: 'Parameter' })],
    ['a number', Token.asNumber({ Ref: 'Parameter' })],
    ['a list', Token.asList({ Ref: 'Parameter' })],
    ['part of a text', `a-${Fn.importValue('name')}`],
    ['a lazy text', Lazy.string({ produce: () => '*' })],
    ['a lazy number', Lazy.number({ produce: () => -1 })],
  ])('takes a token that is %s', (_, token) => {
    expect(() => {
      validate('path', token, never);
    }).not.toThrow();
  });
});

describe('validateEach', () => {
  test('takes a list whose elements the rule takes, and tokens among them', () => {
    expect(() => {
      validateEach('path', [2, Token.asNumber({ Ref: 'Parameter' }), 4], evenOnly);
    }).not.toThrow();
  });

  test('takes a list that is a token as a whole', () => {
    expect(() => {
      validateEach('path', Token.asList({ Ref: 'Parameter' }), never);
    }).not.toThrow();
  });

  test('fails when an element has a problem, with its index', () => {
    expect(() => {
      validateEach('path', [2, 3], evenOnly);
    }).toThrow(new InvalidInputError('`path[1]` must be even, got the number 3'));
  });

  test('fails when the list is empty', () => {
    expect(() => {
      validateEach('path', [], always);
    }).toThrow(new InvalidInputError('`path` must list at least one value, got an empty list'));
  });
});

describe('validateList', () => {
  test.each([
    ['elements', [1]],
    ['a token as a whole', Token.asList({ Ref: 'Parameter' })],
  ])('takes a list of %s', (_, list) => {
    expect(() => {
      validateList('path', list);
    }).not.toThrow();
  });

  test.each<[name: string, value: unknown, problem: string]>([
    ['a text', 'latest', "must be a list, got 'latest'. Write ['latest']"],
    ['a number', 5, 'must be a list, got the number 5. Put it in brackets'],
    ['a mapping', { length: 1 }, 'must be a list, got a mapping. Put it in brackets'],
    ['a set', new Set(['latest']), 'must be a list, got a mapping. Put it in brackets'],
    ['null', null, 'must be a list, got null. Omit it if there are none'],
    ['an empty list', [], 'must list at least one value, got an empty list'],
  ])('fails when it is %s, and so does validateEach', (_, value, problem) => {
    const message = new InvalidInputError(`\`path\` ${problem}`);
    expect(() => {
      validateList('path', value as unknown[]);
    }).toThrow(message);
    expect(() => {
      validateEach('path', value as unknown[], always);
    }).toThrow(message);
  });
});

describe('refuseOpenList', () => {
  test('takes a list, and tokens in it', () => {
    expect(() => {
      refuseOpenList('path', ['a', Token.asString({ Ref: 'Parameter' })]);
    }).not.toThrow();
  });

  test('fails when the list is a token as a whole', () => {
    expect(() => {
      refuseOpenList('path', Token.asList({ Ref: 'Parameter' }));
    }).toThrow(new InvalidInputError('`path` must be a list at synth, got a token. Its elements may be tokens'));
  });
});

describe('refuseIf', () => {
  test('does nothing without a problem', () => {
    expect(() => {
      refuseIf('path', undefined);
    }).not.toThrow();
  });

  test('fails when there is a problem', () => {
    expect(() => {
      refuseIf('path', 'must be so');
    }).toThrow(new InvalidInputError('`path` must be so'));
  });
});

test('firstProblem stops at the first rule that finds one', () => {
  const mustNotRun: Rule = () => {
    throw new Error('a later rule ran');
  };
  expect(firstProblem('a', always, never, mustNotRun)).toBe("must not be, got 'a'");
  expect(firstProblem('a', always, always)).toBeUndefined();
});

describe('quote', () => {
  test.each([
    ['text', 'main', "'main'"],
    ['nothing in it', '', "''"],
    ['80 characters', 'x'.repeat(80), `'${'x'.repeat(80)}'`],
    ['81 characters', 'x'.repeat(81), `'${'x'.repeat(80)}...'`],
    ['white space', 'a\n\t\r', "'a\\n\\t\\u{d}'"],
    ['letters of other scripts', 'äж日１', "'äж日１'"],
    ['what can not be seen', '\u200b\u202e\u2066\ufeff\u00a0', "'\\u{200b}\\u{202e}\\u{2066}\\u{feff}\\u{a0}'"],
    ['a tag character', 'a\u{e0041}', "'a\\u{e0041}'"],
    ['a colour', '\u001b[31m', "'\\u{1b}[31m'"],
    ['nothing at all', undefined, 'nothing'],
    ['null', null, 'null'],
    ['a number', -1.5, 'the number -1.5'],
    ['a boolean', false, 'the boolean false'],
    ['a list', [1], 'a list'],
    ['a mapping', { secret: 'hunter2' }, 'a mapping'],
    ['a mapping without a prototype', Object.create(null), 'a mapping'],
    ['a function', () => 'hunter2', 'a function'],
  ])('shows %s', (_, value, shown) => {
    expect(quote(value)).toBe(shown);
  });
});
