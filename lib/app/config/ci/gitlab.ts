import { gitLabProjectIdRule, gitLabProjectRule } from '../../../private/ci/gitlab-project';
import { gitLabAddressRule } from '../../../publisher/gitlab/gitlab-address';
import { GitLabIssuer } from '../../../publisher/gitlab/gitlab-issuer';
import { GitLabSubject } from '../../../publisher/gitlab/gitlab-subject';
import { addProblem, evenIfInvalid, flag, mapping, text } from '../fields';
import { type CiSystem } from './ci-system';
import { branches, branchPatterns, limitedBy, tagPatterns, tags } from './trusted-refs';

const trust = limitedBy(
  mapping(
    {
      project: text(gitLabProjectRule, { description: 'group/project, as GitLab shows it.', examples: ['acme/app'] }),
      projectId: text(gitLabProjectIdRule, {
        description: 'The id of the project, in quotes. It applies to GitLab.com only.',
        examples: ['1234567'],
        pattern: '^[1-9][0-9]*$',
      }).optional(),
      server: text(gitLabAddressRule, {
        description: 'The host of a self-managed GitLab. The default is GitLab.com.',
        examples: ['gitlab.example.com'],
      }).optional(),
      branches,
      tags,
      branchPatterns,
      tagPatterns,
      acceptUnprotected: flag('Whether to trust unprotected refs too.'),
    },
    'Jobs of one GitLab project.',
  ),
  ['branches', 'tags', 'branchPatterns', 'tagPatterns'],
).superRefine(({ server, projectId, acceptUnprotected }, context) => {
  if (server === undefined) return;
  const claims = 'applies to GitLab.com only. From a self-managed GitLab, AWS reads only the subject and the audience.';
  addProblem(context, projectId === undefined ? undefined : claims, ['projectId']);
  addProblem(context, acceptUnprotected === false ? claims : undefined, ['acceptUnprotected']);
}, evenIfInvalid);

export const gitLab: CiSystem<typeof trust> = {
  name: 'GitLab',
  trust,
  subjectsOf: ({ project, projectId, acceptUnprotected, server, ...refs }) => {
    const issuer = server === undefined ? GitLabIssuer.gitLab() : GitLabIssuer.selfManaged(server);
    const options = { projectId, acceptUnprotected, issuer };
    return [
      ...(refs.branches ?? []).map((branch) => GitLabSubject.branch(project, branch, options)),
      ...(refs.tags ?? []).map((tag) => GitLabSubject.tag(project, tag, options)),
      ...(refs.branchPatterns ?? []).map((pattern) => GitLabSubject.branchPattern(project, pattern, options)),
      ...(refs.tagPatterns ?? []).map((pattern) => GitLabSubject.tagPattern(project, pattern, options)),
    ];
  },
  compared:
    "the project and the branch or tag. On GitLab.com, it also compares the project's id and whether the ref is protected",
  setUp:
    'Request an ID token with `aud: sts.amazonaws.com`. Protect the branch or tag, or set `acceptUnprotected`. Run a ' +
    "self-managed GitLab of 18.2.2 or newer: before that, a fork's merge request can have the subject of a branch.",
  page: 'https://docs.gitlab.com/ci/cloud_services/aws/',
  example: {
    trust: { project: 'acme/app', projectId: '42', branches: ['main'] },
    accepted: {
      aud: 'sts.amazonaws.com',
      sub: 'project_path:acme/app:ref_type:branch:ref:main',
      project_id: '42',
      ref_protected: 'true',
    },
    refused: {
      'another branch': { sub: 'project_path:acme/app:ref_type:branch:ref:feature' },
      'a tag with the same name': { sub: 'project_path:acme/app:ref_type:tag:ref:main' },
      'a merge request': { ref_protected: 'false' },
      'another project': { sub: 'project_path:acme/web:ref_type:branch:ref:main', project_id: '43' },
      'a later project at the same path': { project_id: '43' },
    },
  },
};
