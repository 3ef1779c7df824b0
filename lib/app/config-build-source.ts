import { bucketNameRule } from '../private/bucket-name';
import { codeCommitNameRule } from '../private/codecommit-name';
import { connectionArnRule } from '../private/connection-arn';
import { branchRule } from '../private/git-ref';
import { gitHubRepositoryRule } from '../private/github-repository';
import { s3KeyRule } from '../private/s3-key';
import { addProblem, atOnce, list, mapping, text } from './config-fields';

const kinds = ['github', 'codeCommit', 's3'] as const;

/** Where the files of an image come from. */
export const buildSource = mapping(
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
