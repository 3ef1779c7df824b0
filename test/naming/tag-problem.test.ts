import { type Stack } from 'aws-cdk-lib';
import { ImageSource } from '../../lib/build/source/image-source';
import { GitHubSubject } from '../../lib/github/github-subject';
import { ImageTag } from '../../lib/naming/image-tag';
import { ImageRepository } from '../../lib/repository/image-repository';
import { connectionArn, projectWith } from '../build/build-project';
import { workflowOf } from '../github/workflow-of';
import { newStack } from '../synthesis';

const tags = [ImageTag.commit(), ImageTag.branch('branch-')];
const repositoryIn = (stack: Stack) =>
  new ImageRepository(stack, 'Repository', { repositoryName: 'app', mutableTags: ['branch-main'] });

/** Each system with the branches that it builds. */
const systems: Record<string, (branches: string[]) => void> = {
  CodeBuild: (branches) => {
    const stack = newStack();
    const source = ImageSource.gitHub('acme/app', { connectionArn, branches });
    projectWith({ tags, source, repository: repositoryIn(stack) }, stack);
  },
  GitHub: (branches) => {
    const stack = newStack();
    const subjects = branches.map((name) =>
      GitHubSubject.branch('acme/app', name, { ownerId: '1', repositoryId: '2' }),
    );
    workflowOf({ tags }, { subjects, repositories: [repositoryIn(stack)] }, stack);
  },
};

describe.each(Object.entries(systems))('%s', (_, publish) => {
  test('takes a tag of the branch if the repository lets the tags of all its branches move', () => {
    expect(() => {
      publish(['main']);
    }).not.toThrow();
  });

  test('refuses a tag of the branch if the tag of one of its branches is immutable', () => {
    expect(() => {
      publish(['main', 'next']);
    }).toThrow(
      new Error(
        "`tags[1]` must be a tag that the repository lets move, got 'branch-next'. Add it to the repository's mutableTags",
      ),
    );
  });
});
