import { actorIdRule } from '../../private/ci/actor-id';
import { bucketNameRule } from '../../private/aws/bucket-name';
import { changedPathRule } from '../../private/git/changed-path';
import { codeCommitNameRule } from '../../private/aws/codecommit-name';
import { connectionArnRule } from '../../private/aws/connection-arn';
import { awsLimits } from '../../private/aws/limits';
import { branchRule, gitTagRule } from '../../private/git/git-ref';
import { webhookTagPatternRule } from '../../private/git/git-ref-pattern';
import { gitHubRepositoryRule } from '../../private/ci/github-repository';
import { gitLabProjectRule } from '../../private/ci/gitlab-project';
import { s3KeyRule } from '../../private/aws/s3-key';
import { sourceHostRule } from '../../private/git/source-host';
import { wholeNumberRule } from '../../private/validation/whole-number';
import { buildSourceProblems } from './build-source-problems';
import { addProblem, atOnce, count, flag, list, mapping, text } from './fields';

/** Where the files of an image come from. */
export const buildSource = mapping(
  {
    github: text(gitHubRepositoryRule, { description: 'A GitHub repository, owner/name.' }).optional(),
    githubEnterprise: text(gitHubRepositoryRule, {
      description: 'A repository of a GitHub Enterprise Server, owner/name.',
    }).optional(),
    gitlab: text(gitLabProjectRule, {
      description: 'A GitLab project, group/project; with host, one of a self-managed GitLab.',
    }).optional(),
    host: text(sourceHostRule, { description: 'The host of the GitHub Enterprise Server or GitLab.' }).optional(),
    connectionArn: text(connectionArnRule, {
      description: 'The CodeConnections connection to GitHub or GitLab.',
    }).optional(),
    codeCommit: text(codeCommitNameRule, { description: 'The name of a CodeCommit repository.' }).optional(),
    branch: text(branchRule, {
      description: 'The branch of the CodeCommit repository that a build by hand takes.',
    }).optional(),
    branches: list(
      text(branchRule, { description: 'A branch.' }),
      'Branches whose pushes start a build; each exactly.',
    ).optional(),
    tags: list(
      text(gitTagRule, { description: 'A Git tag.' }),
      'Git tags whose pushes start a build; each exactly.',
    ).optional(),
    tagPatterns: list(
      text(webhookTagPatternRule, { description: "A pattern of Git tags, '*' for any text without a slash." }),
      'Git tags of GitHub or GitLab whose pushes start a build, by patterns.',
    ).optional(),
    actorIds: list(
      text(actorIdRule, { description: 'The numeric id of an account at GitHub or GitLab.' }),
      'Whose pushes count.',
    ).optional(),
    paths: list(
      text(changedPathRule, { description: 'A file or folder.' }),
      'Pushes to branches start a build where they change one of these.',
    ).optional(),
    fetchDepth: count(wholeNumberRule(1, awsLimits.codeBuild.mostFetchDepth), {
      description: 'How many commits of the history a build gets.',
      minimum: 1,
    }).optional(),
    fetchSubmodules: flag('Whether a build gets the submodules of the repository, too.'),
    reportBuildStatus: flag('Whether each commit shows how its build went.'),
    s3: mapping(
      {
        bucket: text(bucketNameRule, { description: 'The name of the bucket.' }),
        key: text(s3KeyRule, { description: 'The key of the ZIP file.' }),
        buildOnUpload: flag('Whether a new version starts a build; the bucket has to send its events to EventBridge.'),
      },
      'A ZIP file in a bucket.',
    ).optional(),
  },
  'Where the files of the image come from: exactly one of github, githubEnterprise, gitlab, codeCommit and s3.',
).superRefine((value, context) => {
  for (const { key, problem } of buildSourceProblems(value)) {
    addProblem(context, problem, key === undefined ? [] : [key]);
  }
}, atOnce);
