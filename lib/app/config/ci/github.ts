import { type z } from 'zod';
import { gitHubEnvironmentRule } from '../../../github/github-environment';
import { GitHubSubject } from '../../../github/github-subject';
import { gitHubWorkflowRefRule } from '../../../github/github-workflow-ref';
import { gitHubIdRule, gitHubRepositoryRule } from '../../../private/ci/github-repository';
import { gitRefRule } from '../../../private/git/git-ref';
import { addProblem, evenIfInvalid, flag, mapping, text, uniqueList } from '../fields';
import { type CiSystem } from './ci-system';
import { entryTemplateProblem, subjectTemplate, templateOf } from './github-template';
import { branches, branchPatterns, limitedBy, tagPatterns, tags } from './trusted-refs';

const id = (whose: string) =>
  text(gitHubIdRule, {
    description: `The numeric GitHub id of the ${whose}, in quotes.`,
    pattern: '^[1-9][0-9]*$',
    examples: ['1234567'],
  });

const trust = limitedBy(
  mapping(
    {
      repository: text(gitHubRepositoryRule, {
        description: 'owner/name, as GitHub shows it.',
        examples: ['acme/app'],
      }),
      ownerId: id('owner').optional(),
      repositoryId: id('repository').optional(),
      acceptNameOnly: flag('Whether to trust subjects without ids too, which an older repository sends.'),
      branches,
      tags,
      environments: uniqueList(
        text(gitHubEnvironmentRule, { description: 'A GitHub environment.', examples: ['production'] }),
        'The exact names of GitHub environments. Protect them on GitHub.',
      ).optional(),
      branchPatterns,
      tagPatterns,
      jobWorkflowRef: text(gitHubWorkflowRefRule, {
        description: 'The only workflow file that may run the job, at one ref.',
        examples: ['acme/ci/.github/workflows/publish.yml@refs/heads/main'],
      }).optional(),
      ref: text(gitRefRule, {
        description: 'The full ref of the branch or tag that jobs for the environments run on.',
        examples: ['refs/heads/main'],
      }).optional(),
      template: subjectTemplate.optional(),
    },
    'Workflow runs of one GitHub repository. Take its ids from: gh api repos/OWNER/NAME --jq .owner.id,.id',
  ),
  ['branches', 'tags', 'environments', 'branchPatterns', 'tagPatterns'],
).superRefine((value, context) => {
  const half = (value.ownerId === undefined) !== (value.repositoryId === undefined);
  addProblem(context, half ? 'must have both ownerId and repositoryId, or neither' : undefined);
  const alone = value.acceptNameOnly !== undefined && value.ownerId === undefined && value.repositoryId === undefined;
  addProblem(context, alone ? 'requires ownerId and repositoryId' : undefined, ['acceptNameOnly']);
  addProblem(context, value.ref === undefined ? undefined : refProblem(value), ['ref']);
  addProblem(context, entryTemplateProblem(value), ['template', 'claims']);
}, evenIfInvalid);

/** The subject of a branch or a tag already contains its ref. */
function refProblem(value: Partial<Record<string, unknown>>): string | undefined {
  const others = ['branches', 'tags', 'branchPatterns', 'tagPatterns'].filter((key) => value[key] !== undefined);
  return others.length === 0
    ? undefined
    : `applies to environments only, got ${others.join(' and ')} too. Put the environments in their own entry.`;
}

/** The subjects of a trust in one GitHub repository. */
export function gitHubSubjectsOf(entry: z.infer<typeof trust>): GitHubSubject[] {
  const { repository, ownerId, repositoryId, acceptNameOnly, jobWorkflowRef, ref } = entry;
  const options = { ownerId, repositoryId, acceptNameOnly, jobWorkflowRef, template: templateOf(entry) };
  return [
    ...(entry.branches ?? []).map((branch) => GitHubSubject.branch(repository, branch, options)),
    ...(entry.tags ?? []).map((tag) => GitHubSubject.tag(repository, tag, options)),
    ...(entry.environments ?? []).map((name) => GitHubSubject.environment(repository, name, { ...options, ref })),
    ...(entry.branchPatterns ?? []).map((pattern) => GitHubSubject.branchPattern(repository, pattern, options)),
    ...(entry.tagPatterns ?? []).map((pattern) => GitHubSubject.tagPattern(repository, pattern, options)),
  ];
}

export const gitHub: CiSystem<typeof trust> = {
  name: 'GitHub',
  trust,
  subjectsOf: gitHubSubjectsOf,
  compared: 'the repository with its ids, and the branch, tag or environment',
  setUp:
    'Give the job `permissions: { id-token: write }`. Protect environments, and branches and tags of a pattern, in the ' +
    "repository's settings.",
  page: 'https://docs.github.com/en/actions/how-tos/secure-your-work/security-harden-deployments/oidc-in-aws',
  example: {
    trust: { repository: 'acme/app', ownerId: '1', repositoryId: '2', branches: ['main'] },
    accepted: {
      aud: 'sts.amazonaws.com',
      sub: 'repo:acme@1/app@2:ref:refs/heads/main',
      repository_id: '2',
    },
    refused: {
      'another branch': { sub: 'repo:acme@1/app@2:ref:refs/heads/feature' },
      'a pull request': { sub: 'repo:acme@1/app@2:pull_request' },
      'another repository': { sub: 'repo:acme@1/web@3:ref:refs/heads/main', repository_id: '3' },
      'a later repository of the same name': {
        sub: 'repo:acme@1/app@3:ref:refs/heads/main',
        repository_id: '3',
      },
    },
  },
};
