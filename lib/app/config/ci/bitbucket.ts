import { BitbucketSubject } from '../../../publisher/bitbucket/bitbucket-subject';
import { bitbucketWorkspaceRule } from '../../../publisher/bitbucket/bitbucket-workspace';
import { list, mapping, onlyTrue, text, uuid } from '../fields';
import { type CiSystem } from './ci-system';
import { limitedBy } from './trusted-refs';

const trust = limitedBy(
  mapping(
    {
      workspace: text(bitbucketWorkspaceRule, { description: 'The id of the workspace.', examples: ['acme'] }),
      workspaceUuid: uuid('a Bitbucket workspace'),
      repositoryUuid: uuid('a Bitbucket repository'),
      environmentUuids: list(
        uuid('a Bitbucket deployment environment'),
        'Deployment environments. Restrict them to branches in Bitbucket.',
      ).optional(),
      withoutEnvironment: onlyTrue('Steps that deploy to no environment, on every branch.'),
    },
    'Steps of one Bitbucket repository. The values are in Repository settings > OpenID Connect.',
  ),
  ['environmentUuids', 'withoutEnvironment'],
);

const workspace = '11111111-aaaa-4bbb-8ccc-000000000001';
const repository = '22222222-aaaa-4bbb-8ccc-000000000002';
const environment = '33333333-aaaa-4bbb-8ccc-000000000003';
const other = '44444444-aaaa-4bbb-8ccc-000000000004';
const step = '55555555-aaaa-4bbb-8ccc-000000000005';

export const bitbucket: CiSystem<typeof trust> = {
  name: 'Bitbucket',
  trust,
  subjectsOf: ({ environmentUuids = [], withoutEnvironment, ...inRepository }) => [
    ...environmentUuids.map((uuidOfOne) => BitbucketSubject.environment(inRepository, uuidOfOne)),
    ...(withoutEnvironment ? [BitbucketSubject.withoutEnvironment(inRepository)] : []),
  ],
  compared: 'the repository and the deployment environment, by UUID',
  setUp:
    'Set `oidc: true` in the step. Restrict the deployment environment to branches: AWS reads no claim for the branch.',
  page: 'https://support.atlassian.com/bitbucket-cloud/docs/deploy-on-aws-using-bitbucket-pipelines-openid-connect/',
  example: {
    trust: {
      workspace: 'acme',
      workspaceUuid: workspace,
      repositoryUuid: repository,
      environmentUuids: [environment],
    },
    accepted: {
      aud: `ari:cloud:bitbucket::workspace/${workspace}`,
      sub: `{${repository}}:{${environment}}:{${step}}`,
    },
    refused: {
      'another environment': { sub: `{${repository}}:{${other}}:{${step}}` },
      'no environment': { sub: `{${repository}}:{${step}}` },
      'another repository': { sub: `{${other}}:{${environment}}:{${step}}` },
      'another workspace': { aud: `ari:cloud:bitbucket::workspace/${other}` },
    },
  },
};
