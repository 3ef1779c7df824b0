import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { shellWord } from '../../../lib/private/text/shell-word';

test.each([
  ['us-east-1', 'us-east-1'],
  ['arn:aws:iam::123456789012:role/a+=,.@-_', 'arn:aws:iam::123456789012:role/a+=,.@-_'],
  ['', "''"],
  ['two words', "'two words'"],
  ["it's", `'it'\\''s'`],
  ['$(id)', "'$(id)'"],
  ['~', "'~'"],
])('%j is %s', (value, word) => {
  expect(shellWord(value)).toBe(word);
});

test('a shell reads any texts as they were', () => {
  const texts = fc.sample(fc.string({ unit: fc.constantFrom(...Array.from('ab \'"\\$`;&|<>*?()#~!{}\n\t')) }), {
    numRuns: 200,
  });
  const commands = texts.map((text) => `printf '%s\\0' ${shellWord(text)}`).join('\n');
  expect(spawnSync('sh', ['-c', commands], { encoding: 'utf8' }).stdout.split('\0').slice(0, -1)).toEqual(texts);
});
