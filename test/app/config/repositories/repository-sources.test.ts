import { repositoriesOf } from '../../../../lib/app/config/repositories/all-repositories';
import { validateConfig } from '../../../../lib/app/config/index';
import { propertiesOf, templateOf } from '../../config-stacks';
import { minimal, problemsIn } from '../../config-cases';

const withoutRepositories = { ...minimal, repositories: undefined };
const contributors = [
  {
    name: 'alice',
    repository: 'incoming/alice',
    assumedBy: 'arn:aws:iam::123456789012:role/user-services',
    expiresAt: '2026-12-31T00:00:00Z',
  },
];

test('a file with contributors only is valid, and their repositories are created', () => {
  const config = validateConfig({ ...withoutRepositories, contributors });
  expect(repositoriesOf(config).map(({ repository: { name } }) => name)).toEqual(['incoming/alice']);
  const template = templateOf({ ...withoutRepositories, contributors });
  expect(propertiesOf(template, 'AWS::ECR::Repository')).toMatchObject([{ RepositoryName: 'incoming/alice' }]);
});

test.each<[string, object, string[]]>([
  ['there are neither', {}, ['repositories: is required, unless the file has contributors or include']],
  [
    'repositories are empty',
    { contributors, repositories: [] },
    ['repositories: must list at least one value, got an empty list. Leave the key out instead.'],
  ],
  [
    'contributors are empty',
    { contributors: [] },
    ['contributors: must list at least one value, got an empty list. Leave the key out instead.'],
  ],
])('fails when %s', (_name, more, problems) => {
  expect(problemsIn({ ...withoutRepositories, ...more })).toEqual(problems);
});

test.each(['contributers', 'repositorys', 'inclde'])('a misspelled key is the only problem: %s', (key) => {
  const problems = problemsIn({ ...withoutRepositories, [key]: contributors });
  expect(problems).toEqual([expect.stringContaining(`must not have '${key}'. Did you mean`)]);
});
