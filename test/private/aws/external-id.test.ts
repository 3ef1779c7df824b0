import fc from 'fast-check';
import { externalIdRule } from '../../../lib/private/aws/external-id';
import { refuses, takes } from '../rule-cases';

takes(externalIdRule, [
  '8d8f7a1c5b2e4f60a9b3',
  '6f1b0c1e-3d1f-4c58-9a55-0b7f1c7e2d11',
  'user/services:Alice+2026@example.com',
  `Z${'6f1b0c1e-3d1f-4c58-9a55-0b7f1c7e2d11'.repeat(34)}`.slice(0, 1224),
]);

const remedy = "Create one with 'openssl rand -hex 16'.";

refuses(externalIdRule, 'an external id of at least 16 characters that is hard to guess', [
  ['is a number', 1234567890123456, `got the number 1234567890123456. ${remedy}`],
  ['is empty', '', `got 0. ${remedy}`],
  ['is a character short', '8d8f7a1c5b2e4f6', `got 15. ${remedy}`],
  ['is longer than IAM takes', '8d8f7a1c'.repeat(154), 'got 1232. IAM accepts at most 1224.'],
  [
    'holds a space',
    '8d8f7a1c 5b2e4f60',
    "got a character at index 8 that IAM does not accept. Use only letters, digits and '+=,.@:/-_'.",
  ],
  [
    'ends in a newline',
    '8d8f7a1c5b2e4f60\n',
    "got a character at index 16 that IAM does not accept. Use only letters, digits and '+=,.@:/-_'.",
  ],
  ['is one character', 'a'.repeat(16), `got one whose characters repeat or count up. ${remedy}`],
  ['is two characters', '12'.repeat(10), `got one whose characters repeat or count up. ${remedy}`],
  ['says the same twice', '8d8f7a1c8d8f7a1c', `got one whose characters repeat or count up. ${remedy}`],
  ['counts', '1234567890123456', `got one whose characters repeat or count up. ${remedy}`],
  ['counts down', 'zyxwvutsrqponmlkjihgfedcba', `got one whose characters repeat or count up. ${remedy}`],
]);

test('takes what openssl makes', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 16, maxLength: 16 }), (bytes) => {
      fc.pre(new Set(bytes).size > 8);
      expect(externalIdRule(Buffer.from(bytes).toString('hex'))).toBeUndefined();
    }),
  );
});
