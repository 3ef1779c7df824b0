import { stringify } from 'yaml';
import { check } from '../../../lib/app/check/check';
import { configFile, minimal, problemsOf } from '../config-cases';
import { build, publisher } from '../config-stacks';

const alice = {
  name: 'alice',
  repository: 'incoming/alice',
  assumedBy: 'arn:aws:iam::123456789012:role/user-services',
  expiresAt: '2026-12-01T00:00:00Z',
};

test('counts what a valid file holds, and says nothing of what it does not', () => {
  const least = configFile(stringify(minimal), 'least.yaml');
  expect(check(least).summary).toBe(`${least} is valid: 1 environment, 1 repository`);
  const repositories = [{ name: 'service' }, { name: 'other' }];
  const parts = { publishers: [publisher('service')], builds: [build('service')], contributors: [alice] };
  const more = configFile(stringify({ ...minimal, repositories, ...parts }), 'more.yaml');
  expect(check(more).summary).toBe(
    `${more} is valid: 1 environment, 3 repositories, 1 publisher, 1 build, 1 contributor`,
  );
});

test('fails when the parts do not go together, which only the stacks show', () => {
  const repositories = [{ name: 'tags', mutableTags: ['a', 'b', 'c', 'd', 'e', 'f'] }];
  const file = configFile(stringify({ ...minimal, repositories }), 'wrong.yaml');
  expect(problemsOf(() => check(file))).toEqual([
    "repositories[0].mutableTags: must list at most 5 tags or patterns, got 6. Join some of them in one pattern, such as 'dev-*'.",
  ]);
});
