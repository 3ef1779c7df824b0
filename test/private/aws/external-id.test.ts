import fc from 'fast-check';
import { externalIdRule } from '../../../lib/private/aws/external-id';
import { refuses, takes } from '../rule-cases';

takes(externalIdRule, [
  '8d8f7a1c5b2e4f60a9b3',
  '6f1b0c1e-3d1f-4c58-9a55-0b7f1c7e2d11',
  'user/services:Alice+2026@example.com',
  `Z${'6f1b0c1e-3d1f-4c58-9a55-0b7f1c7e2d11'.repeat(34)}`.slice(0, 1224),
]);

const remedy = "make one with 'openssl rand -hex 16'";

refuses(externalIdRule, 'an external id of at least 16 characters that nobody guesses', [
  ['is a number', 1234567890123456, `got the number 1234567890123456; ${remedy}`],
  ['is empty', '', `got 0; ${remedy}`],
  ['is a character short', '8d8f7a1c5b2e4f6', `got 15; ${remedy}`],
  ['is longer than IAM takes', '8d8f7a1c'.repeat(154), 'got 1232; IAM takes at most 1224'],
  [
    'holds a space',
    '8d8f7a1c 5b2e4f60',
    "got one that IAM does not take at index 8; letters, digits and '+=,.@:/-_' only",
  ],
  [
    'ends in a newline',
    '8d8f7a1c5b2e4f60\n',
    "got one that IAM does not take at index 16; letters, digits and '+=,.@:/-_' only",
  ],
  ['is one character', 'a'.repeat(16), `got one that repeats or counts; ${remedy}`],
  ['is two characters', '12'.repeat(10), `got one that repeats or counts; ${remedy}`],
  ['says the same twice', '8d8f7a1c8d8f7a1c', `got one that repeats or counts; ${remedy}`],
  ['counts', '1234567890123456', `got one that repeats or counts; ${remedy}`],
  ['counts down', 'zyxwvutsrqponmlkjihgfedcba', `got one that repeats or counts; ${remedy}`],
]);

test('takes what openssl makes', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 16, maxLength: 16 }), (bytes) => {
      fc.pre(new Set(bytes).size > 8);
      expect(externalIdRule(Buffer.from(bytes).toString('hex'))).toBeUndefined();
    }),
  );
});
