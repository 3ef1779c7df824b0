import { actorIdRule } from '../../../private/ci/actor-id';
import { kmsKeyArnRule } from '../../../private/aws/kms-key-arn';
import { ecsNameRule } from '../../../private/aws/ecs-name';
import { bucketNameRule } from '../../../private/aws/bucket-name';
import { changedPathRule } from '../../../private/git/changed-path';
import { codeCommitNameRule } from '../../../private/aws/codecommit-name';
import { connectionArnRule } from '../../../private/aws/connection-arn';
import { awsLimits } from '../../../private/aws/limits';
import { branchRule, gitTagRule } from '../../../private/git/git-ref';
import { webhookTagPatternRule } from '../../../private/git/git-ref-pattern';
import { gitHubRepositoryRule } from '../../../private/ci/github-repository';
import { gitLabProjectRule } from '../../../private/ci/gitlab-project';
import { s3KeyRule } from '../../../private/aws/s3-key';
import { sourceHostRule } from '../../../private/git/source-host';
import { wholeNumberRule } from '../../../private/validation/whole-number';
import { buildSourceProblems } from './build-source-problems';
import { addProblem, evenIfInvalid, count, flag, mapping, onlyTrue, text, uniqueList } from '../fields';

/** The source of the files of an image. */
export const buildSource = mapping(
  {
    github: text(gitHubRepositoryRule, {
      description: 'A GitHub repository, owner/name.',
      examples: ['acme/jwt-pizza-service'],
    }).optional(),
    githubEnterprise: text(gitHubRepositoryRule, {
      description: 'A repository of a GitHub Enterprise Server, owner/name.',
      examples: ['acme/jwt-pizza-service'],
    }).optional(),
    gitlab: text(gitLabProjectRule, {
      description: 'A GitLab project, group/project. With host, a project of a self-managed GitLab.',
      examples: ['acme/team/service'],
    }).optional(),
    host: text(sourceHostRule, {
      description: 'The host of the GitHub Enterprise Server or GitLab.',
      examples: ['git.example.com'],
    }).optional(),
    connectionArn: text(connectionArnRule, {
      description: 'The CodeConnections connection to GitHub or GitLab.',
      examples: ['arn:aws:codeconnections:us-east-1:123456789012:connection/11111111-2222-3333-4444-555555555555'],
    }).optional(),
    codeCommit: text(codeCommitNameRule, {
      description: 'The name of a CodeCommit repository.',
      examples: ['jwt-pizza-service'],
    }).optional(),
    branch: text(branchRule, {
      description: 'The branch of the CodeCommit repository that a build uses if it is started by hand.',
      examples: ['main'],
    }).optional(),
    branches: uniqueList(
      text(branchRule, { description: 'A branch.', examples: ['main'] }),
      'The exact names of branches whose pushes start a build.',
    ).optional(),
    tags: uniqueList(
      text(gitTagRule, { description: 'A Git tag.', examples: ['v1.0.0'] }),
      'The exact names of Git tags whose pushes start a build.',
    ).optional(),
    tagPatterns: uniqueList(
      text(webhookTagPatternRule, {
        description: "A pattern of Git tags. '*' matches any text without a slash.",
        examples: ['v*'],
      }),
      'Patterns of Git tags of GitHub or GitLab whose pushes start a build.',
    ).optional(),
    actorIds: uniqueList(
      text(actorIdRule, { description: 'The numeric id of an account at GitHub or GitLab.', examples: ['1234567'] }),
      'The accounts whose pushes start a build.',
    ).optional(),
    paths: uniqueList(
      text(changedPathRule, { description: 'A file or folder.', examples: ['src/'] }),
      'A push to a branch starts a build only if it changes one of these.',
    ).optional(),
    fetchDepth: count(wholeNumberRule(1, awsLimits.codeBuild.mostFetchDepth), {
      description: 'How many commits of the history a build fetches. The default is the whole history.',
      minimum: 1,
    }).optional(),
    fetchSubmodules: flag('Whether a build fetches submodules as well.', { default: false }),
    reportBuildStatus: flag('Whether each commit shows the result of its build.', { default: true }),
    codePipeline: onlyTrue('A CodeBuild action of a pipeline builds, and CodePipeline starts it.'),
    artifactBucket: text(bucketNameRule, {
      description: 'The bucket of the artifacts of the pipeline.',
      examples: ['pizza-artifacts'],
    }).optional(),
    artifactKey: text(kmsKeyArnRule, {
      description: 'The key that encrypts the artifacts. The default is the key of S3.',
      examples: ['arn:aws:kms:us-east-1:123456789012:key/11111111-2222-3333-4444-555555555555'],
    }).optional(),
    container: text(ecsNameRule, {
      description:
        'The container that imagedefinitions.json names. The default is the last part of the name of the repository.',
      examples: ['web'],
    }).optional(),
    fullClone: flag('Whether the source action passes a clone with its history. Tags that move need it.', {
      default: false,
    }),
    executionsInOrder: flag(
      'Whether the builds of the pipeline follow one another (QUEUED or SUPERSEDED). Tags that move then follow the last build.',
      { default: false },
    ),
    s3: mapping(
      {
        bucket: text(bucketNameRule, { description: 'The name of the bucket.', examples: ['acme-sources'] }),
        key: text(s3KeyRule, { description: 'The key of the ZIP file.', examples: ['service.zip'] }),
        buildOnUpload: flag('Whether a new version starts a build. The bucket must send its events to EventBridge.', {
          default: false,
        }),
      },
      'A ZIP file in a bucket.',
    ).optional(),
  },
  'The source of the files of the image: exactly one of github, githubEnterprise, gitlab, codeCommit, s3 and codePipeline.',
).superRefine((value, context) => {
  for (const { key, problem } of buildSourceProblems(value)) {
    addProblem(context, problem, key === undefined ? [] : [key]);
  }
}, evenIfInvalid);
