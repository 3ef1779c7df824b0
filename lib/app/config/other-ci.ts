import { z } from 'zod';
import { bitbucketWorkspaceRule } from '../../publisher/bitbucket/bitbucket-workspace';
import { buildkitePipelineRule } from '../../publisher/buildkite/buildkite-pipeline';
import { circleCiOriginRule } from '../../publisher/circle-ci/circle-ci-origin';
import { gitLabAddressRule } from '../../publisher/gitlab/gitlab-address';
import { gitLabProjectIdRule, gitLabProjectRule } from '../../private/ci/gitlab-project';
import { uuidRule } from '../../private/ci/uuid';
import { addProblem, atOnce, list, mapping, text } from './fields';
import { branches, branchPatterns, flag, somewhere, tagPatterns, tags } from './trusted-places';

const uuid = (owner: string) => text(uuidRule(owner), { description: `The UUID of ${owner}, without braces.` });

/** Which jobs of one GitLab project are trusted. */
export const gitLabTrust = somewhere(
  mapping(
    {
      project: text(gitLabProjectRule, { description: 'group/project, as GitLab shows it.', examples: ['acme/app'] }),
      projectId: text(gitLabProjectIdRule, {
        description: 'The id of the project, in quotes; on GitLab.com only.',
        pattern: '^[1-9][0-9]*$',
      }).optional(),
      server: text(gitLabAddressRule, {
        description: 'The host of a self-managed GitLab; GitLab.com without it.',
        examples: ['gitlab.example.com'],
      }).optional(),
      branches,
      tags,
      branchPatterns,
      tagPatterns,
      acceptUnprotected: flag('Whether refs that are not protected are trusted too.').optional(),
    },
    'Jobs of one GitLab project.',
  ),
  ['branches', 'tags', 'branchPatterns', 'tagPatterns'],
).superRefine(({ server, projectId, acceptUnprotected }, context) => {
  if (server === undefined) return;
  const claims = 'goes with GitLab.com only; of a self-managed GitLab AWS reads the subject and the audience';
  addProblem(context, projectId === undefined ? undefined : claims, ['projectId']);
  addProblem(context, acceptUnprotected === false ? claims : undefined, ['acceptUnprotected']);
}, atOnce);

/** Which steps of one Bitbucket repository are trusted. */
export const bitbucketTrust = somewhere(
  mapping(
    {
      workspace: text(bitbucketWorkspaceRule, { description: 'The id of the workspace.', examples: ['acme'] }),
      workspaceUuid: uuid('a Bitbucket workspace'),
      repositoryUuid: uuid('a Bitbucket repository'),
      environmentUuids: list(
        uuid('a Bitbucket deployment environment'),
        'Deployment environments; restrict them to branches in Bitbucket.',
      ).optional(),
      withoutEnvironment: z
        .literal(true, { error: 'must be true or left out' })
        .meta({ description: 'Steps that deploy to no environment, on every branch.' })
        .optional(),
    },
    'Steps of one Bitbucket repository, as Repository settings > OpenID Connect shows it.',
  ),
  ['environmentUuids', 'withoutEnvironment'],
);

/** Which jobs of one CircleCI project are trusted. */
export const circleCiTrust = somewhere(
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

/** Which jobs of one Buildkite pipeline are trusted. */
export const buildkiteTrust = somewhere(
  mapping(
    {
      pipeline: text(buildkitePipelineRule, {
        description: 'organization/pipeline, as its address has it.',
        examples: ['acme/app'],
      }),
      pipelineId: uuid('a Buildkite pipeline').optional(),
      branches,
      tags,
    },
    'Jobs of one Buildkite pipeline.',
  ),
  ['branches', 'tags'],
);

export type GitLabTrust = z.infer<typeof gitLabTrust>;
export type BitbucketTrust = z.infer<typeof bitbucketTrust>;
export type CircleCiTrust = z.infer<typeof circleCiTrust>;
export type BuildkiteTrust = z.infer<typeof buildkiteTrust>;
