import { imagePlatformRule } from '../private/image-platform';
import { bucketNameRule } from '../private/bucket-name';
import { connectionArnRule } from '../private/connection-arn';
import { branchRule } from '../private/git-ref';
import { gitHubRepositoryRule } from '../private/github-repository';
import { codeCommitNameRule } from '../private/codecommit-name';
import { projectNameRule } from '../private/project-name';
import { repositoryNameRule } from '../private/repository-name';
import { s3KeyRule } from '../private/s3-key';
import { sourcePathRule } from '../private/source-path';
import { environmentNames } from './config-environments';
import { addProblem, atOnce, list, mapping, text, word } from './config-fields';

const kinds = ['github', 'codeCommit', 's3'] as const;

const source = mapping(
  {
    github: text(gitHubRepositoryRule, { description: 'A GitHub repository, owner/name.' }).optional(),
    connectionArn: text(connectionArnRule, { description: 'The CodeConnections connection to GitHub.' }).optional(),
    branches: list(
      text(branchRule, { description: 'A branch.' }),
      'Branches of the GitHub repository whose pushes start a build.',
    ).optional(),
    codeCommit: text(codeCommitNameRule, { description: 'The name of a CodeCommit repository.' }).optional(),
    branch: text(branchRule, { description: 'The branch of the CodeCommit repository.' }).optional(),
    s3: mapping(
      {
        bucket: text(bucketNameRule, { description: 'The name of the bucket.' }),
        key: text(s3KeyRule, { description: 'The key of the ZIP file.' }),
      },
      'A ZIP file in a bucket.',
    ).optional(),
  },
  'Where the files of the image come from: github with connectionArn, or codeCommit, or s3.',
).superRefine((value, context) => {
  const given = kinds.filter((kind) => value[kind] !== undefined);
  if (given.length !== 1) {
    addProblem(context, `must hold exactly one of ${kinds.join(', ')}, got ${given.join(' and ') || 'none'}`);
    return;
  }
  const gitHub = value.github !== undefined;
  addProblem(context, gitHub && value.connectionArn === undefined ? 'must be given with github' : undefined, [
    'connectionArn',
  ]);
  addProblem(context, !gitHub && value.connectionArn !== undefined ? 'goes with github only' : undefined, [
    'connectionArn',
  ]);
  addProblem(context, !gitHub && value.branches !== undefined ? 'goes with github only' : undefined, ['branches']);
  const codeCommit = value.codeCommit !== undefined;
  addProblem(context, !codeCommit && value.branch !== undefined ? 'goes with codeCommit only' : undefined, ['branch']);
}, atOnce);

/** A CodeBuild project. */
export const build = mapping(
  {
    name: text(projectNameRule, { description: 'The name of the CodeBuild project.' }),
    environments: environmentNames,
    repository: text(repositoryNameRule, { description: 'The repository of this file that it pushes to.' }),
    source,
    platforms: list(
      text(imagePlatformRule, { description: 'linux/amd64 or linux/arm64.' }),
      'What the image runs on; one in this version.',
    )
      .max(1, { error: 'must be one platform; make a build for each' })
      .optional(),
    builder: word(['buildx'], 'What builds the image.').optional(),
    dockerfile: text(sourcePathRule, { description: 'The path of the Dockerfile in the source.' }).optional(),
    context: text(sourcePathRule, { description: 'The folder of the source that the build sees.' }).optional(),
  },
  'A CodeBuild project that builds an image and pushes it.',
);
