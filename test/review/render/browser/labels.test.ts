import { frameOf, labelLines, shortName } from '../../../../lib/review/render/browser/labels';

const principal = (name: string, kind: string, account = '') => {
  return { type: 'principal', index: 0, name, kind, account } as const;
};

test.each([
  ['a short name is one line', 'web', ['web']],
  ['a long name breaks after its separators', 'payments/backend/api', ['payments/', 'backend/api']],
  ['a part that is longer than a line is cut', 'abcdefghijklmnop', ['abcdefghijkl', 'mnop']],
  ['three lines are the most', 'aaaaaaaaa/bbbbbbbbb/ccccccccc/ddddddddd', ['aaaaaaaaa/', 'bbbbbbbbb/', 'ccccccccc…']],
  ['letters of two code units stay whole', '😀'.repeat(13), ['😀'.repeat(12), '😀']],
  ['an empty name has a line', '', ['']],
])('%s', (_, text, lines) => {
  expect(labelLines(text, 110)).toEqual(lines);
});

test.each([
  [principal('arn:aws:iam::111122223333:role/ci', 'role', '111122223333'), 'Account 111122223333', 'role/ci'],
  [
    principal('arn:aws:iam::111122223333:root', 'account', '111122223333'),
    'Account 111122223333',
    'account 111122223333',
  ],
  [principal('arn:aws:iam::${AWS::AccountId}:role/ci', 'role'), 'role', 'role/ci'],
  [principal('*', 'everybody'), 'Anyone', 'anyone (*)'],
  [principal('lambda.amazonaws.com', 'service'), 'AWS services', 'lambda.amazonaws.com'],
  [principal('o-a1b2c3d4e5', 'organization'), 'Organizations', 'o-a1b2c3d4e5'],
  [principal('repo:acme/web:*', 'GitHub Actions'), 'GitHub Actions', 'repo:acme/web:*'],
])('%j is drawn in a frame, with a short name', (one, frame, name) => {
  expect([frameOf(one), shortName(one)]).toEqual([frame, name]);
});
