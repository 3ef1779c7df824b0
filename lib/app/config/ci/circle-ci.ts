import { circleCiOriginRule } from '../../../publisher/circle-ci/circle-ci-origin';
import { CircleCiSubject } from '../../../publisher/circle-ci/circle-ci-subject';
import { mapping, text, uuid } from '../fields';
import { type CiSystem } from './ci-system';
import { branches, branchPatterns, limitedBy } from './trusted-refs';

const trust = limitedBy(
  mapping(
    {
      organizationId: uuid('a CircleCI organization'),
      projectId: uuid('a CircleCI project'),
      origin: text(circleCiOriginRule, {
        description: 'The repository whose changes are built.',
        examples: ['github.com/acme/app'],
      }),
      branches,
      branchPatterns,
    },
    'Jobs of one CircleCI project.',
  ),
  ['branches', 'branchPatterns'],
);

const organization = '11111111-aaaa-4bbb-8ccc-000000000001';
const project = '22222222-aaaa-4bbb-8ccc-000000000002';
const other = '33333333-aaaa-4bbb-8ccc-000000000003';
const user = '44444444-aaaa-4bbb-8ccc-000000000004';
const run = `org/${organization}/project/${project}/user/${user}`;

export const circleCi: CiSystem<typeof trust> = {
  name: 'CircleCI',
  trust,
  subjectsOf: ({ branches: names = [], branchPatterns: patterns = [], ...ofProject }) => [
    ...names.map((branch) => CircleCiSubject.branch(ofProject, branch)),
    ...patterns.map((pattern) => CircleCiSubject.branchPattern(ofProject, pattern)),
  ],
  compared: 'the organization, the project, the repository and the branch',
  setUp: 'Use the token `CIRCLE_OIDC_TOKEN_V2`. The orb `circleci/aws-cli` does.',
  page: 'https://circleci.com/docs/guides/permissions-authentication/openid-connect-tokens/',
  example: {
    trust: {
      organizationId: organization,
      projectId: project,
      origin: 'github.com/acme/app',
      branches: ['main'],
    },
    accepted: {
      aud: organization,
      sub: `${run}/vcs-origin/github.com/acme/app/vcs-ref/refs/heads/main`,
    },
    refused: {
      'another branch': { sub: `${run}/vcs-origin/github.com/acme/app/vcs-ref/refs/heads/feature` },
      'a fork': { sub: `${run}/vcs-origin/github.com/fork/app/vcs-ref/refs/heads/main` },
      'another project': {
        sub: `org/${organization}/project/${other}/user/${user}/vcs-origin/github.com/acme/app/vcs-ref/refs/heads/main`,
      },
      'the token without V2': { sub: run },
    },
  },
};
