import { nearestNames } from '../../lib/app/nearest-names';

const names = ['team-a/frontend', 'team-a/service', 'incoming/alice', 'arn:aws:iam::123456789012:role/github-ci'];

test.each([
  ['team-a/servise', 'team-a/service'],
  ['servic', 'team-a/service'],
  ['Alcie', 'incoming/alice'],
  ['gihub', 'arn:aws:iam::123456789012:role/github-ci'],
])('%s is nearest to %s', (text, name) => {
  expect(nearestNames(text, names)[0]).toBe(name);
});

test('names five at most', () => {
  expect(nearestNames('a', 'abcdefgh'.split(''))).toEqual(['a', 'b', 'c', 'd', 'e']);
});
