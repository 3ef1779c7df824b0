import { full, problemsIn, withValue } from '../../config-cases';
import { propertiesOf, publisher, templateOf } from '../../config-stacks';

const entry = { repository: 'acme/app', ownerId: '1', repositoryId: '2', branches: ['main'] };
const problemsOf = (github: object) =>
  problemsIn(withValue(full, 'publishers', [{ name: 'ci', repositories: ['service'], github: [github] }]));

test('a template of the subject is valid', () => {
  expect(problemsOf({ ...entry, template: { claims: ['repository_id', 'context'] } })).toEqual([]);
  const values = { runner_environment: 'self-hosted' };
  expect(problemsOf({ ...entry, template: { claims: ['repo', 'context', 'runner_environment'], values } })).toEqual([]);
});

test.each<[string, object, string[]]>([
  [
    'only claims that any caller sets',
    { ...entry, template: { claims: ['context'] } },
    [
      'publishers[0].github[0].template.claims: must name the repository, its owner or a reusable workflow, got context. Every repository on GitHub can set these. Add repo or repository_id to the template.',
    ],
  ],
  [
    'a claim without its value',
    { ...entry, template: { claims: ['repo', 'workflow'] } },
    [
      "publishers[0].github[0].template.values: must have the value of each other claim, got none for 'workflow'. Add it.",
    ],
  ],
  [
    'a workflow that the entry does not name',
    { ...entry, template: { claims: ['repo', 'job_workflow_ref'] } },
    [
      'publishers[0].github[0].template.claims: has the claim job_workflow_ref, which requires the reusable workflow. Set jobWorkflowRef.',
    ],
  ],
  [
    'a pattern without the ref',
    { repository: 'acme/app', ownerId: '1', repositoryId: '2', tagPatterns: ['v*'], template: { claims: ['repo'] } },
    [
      'publishers[0].github[0].template.claims: must have context or ref for a pattern of a tag. IAM compares the claim ref by its exact value here.',
    ],
  ],
  [
    'a value with a wildcard',
    { ...entry, template: { claims: ['repo', 'actor'], values: { actor: '*' } } },
    [
      "publishers[0].github[0].template.values.actor: must be the value of a claim, got '*'. A wildcard would match other values. Write it in full",
    ],
  ],
])('fails for a template with %s', (_, github, problems) => {
  expect(problemsOf(github)).toEqual(problems);
});

test('the role trusts the subject of the template, and the repository by its claim', () => {
  const github = [{ ...entry, template: { claims: ['repository_owner', 'context'] } }];
  const template = templateOf({
    repositories: [{ name: 'service' }],
    publishers: [publisher('service', { github })],
  });
  const [role] = propertiesOf(template, 'AWS::IAM::Role');
  expect(role?.AssumeRolePolicyDocument).toMatchObject({
    Statement: [
      {
        Condition: {
          StringEquals: {
            'token.actions.githubusercontent.com:aud': 'sts.amazonaws.com',
            'token.actions.githubusercontent.com:sub': 'repository_owner:acme:ref:refs/heads/main',
            'token.actions.githubusercontent.com:repository_id': '2',
          },
        },
      },
    ],
  });
});
