import { tagOf } from '../../../lib/app/workflow/tag-of-word';
import { tagWordProblem } from '../../../lib/app/workflow/tag-words';

test.each([
  ['commit', 'commit'],
  ['branch', 'branch:'],
  ['branch:branch-', 'branch:branch-'],
  ['semantic-version', 'semantic-version'],
  ['semantic-version:latest,major', 'semantic-version:major,latest'],
  ['latest', 'fixed:latest'],
  ['edge', 'fixed:edge'],
  ['fixed:semver', 'fixed:semver'],
])('%s is the rule %s', (text, rule) => {
  expect(tagWordProblem(text)).toBeUndefined();
  expect(tagOf(text)._rule).toBe(rule);
});

test.each([
  ['semver', 'semantic-version'],
  ['SemVer', 'semantic-version'],
  ['SemanticVersion', 'semantic-version'],
  ['semantic_version', 'semantic-version'],
  ['semantic-versions', 'semantic-version'],
  ['version', 'semantic-version'],
  ['sha', 'commit'],
  ['commitSha', 'commit'],
  ['comit', 'commit'],
  ['sha-short', 'short-commit'],
  ['short_commit', 'short-commit'],
  ['branches', 'branch'],
  ['buildnumber', 'build-number'],
])('fails for %s, which is almost the rule %s', (text, meant) => {
  expect(tagWordProblem(text)).toBe(`Did you mean '${meant}'? Write 'fixed:${text}' for a tag of that name.`);
});

test.each(['commit:x', 'semantic-version:minor,patch', 'fixed:', 'other:x'])('fails for the form %s', (text) => {
  expect(tagWordProblem(text)).toBe(
    'It must be branch:PREFIX, fixed:TAG, semantic-version:CHANNELS with some of major,minor,latest, or an image tag.',
  );
});

test('fails for a text that is no tag', () => {
  expect(tagWordProblem('a b')).toBe('It must be an image tag.');
});
