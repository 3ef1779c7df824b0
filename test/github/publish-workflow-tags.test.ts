import { VersionChannel } from '../../lib/naming/version-channel';
import { ImageTag } from '../../lib/naming/image-tag';
import { GitHubSubject } from '../../lib/github/github-subject';
import { workflowOf } from './workflow-of';

const ids = { ownerId: '1', repositoryId: '2' };
const main = GitHubSubject.branch('acme/app', 'main', ids);
const versions = GitHubSubject.tag('acme/app', 'v1.0.0', ids);
const names = GitHubSubject.tag('acme/app', 'nightly', ids);

test.each<[string, GitHubSubject[], ImageTag, string]>([
  [
    'a version if the role trusts branches only',
    [main],
    ImageTag.semanticVersion(),
    "got 'semantic-version', which needs a Git tag with a version, such as 'v*', but the role trusts only the branch 'main'",
  ],
  [
    'a version if no Git tag can be one',
    [names],
    ImageTag.semanticVersion(),
    "got 'semantic-version', which needs a Git tag with a version, such as 'v*', but the role trusts only the Git tag 'nightly'",
  ],
  [
    'a branch if the role trusts Git tags only',
    [versions],
    ImageTag.branch('b-'),
    "got 'branch', which needs a branch, but the role trusts only the Git tag 'v1.0.0'",
  ],
])('fails for the tag of %s', (_, subjects, tag, problem) => {
  expect(() => workflowOf({ tags: [ImageTag.commit(), tag] }, { subjects })).toThrow(
    `\`tags[1]\` must be a tag that a run can give, ${problem}. Add one to the role's subjects, or leave the tag out`,
  );
  expect(() => workflowOf({ tags: [tag] }, { subjects: [main, versions] })).not.toThrow();
});

test('fails for channels if the role may not list the tags', () => {
  const tags = [ImageTag.semanticVersion({ channels: [VersionChannel.LATEST] })];
  expect(() => workflowOf({ tags }, { subjects: [versions] })).toThrow(
    "`tags[0]` must not have channels if the role may not list the tags, got 'latest'. Add the repository to the role's listRepositories",
  );
});

test('fails for a tag that follows commits and versions', () => {
  const channels = ImageTag.semanticVersion({ channels: [VersionChannel.LATEST] });
  expect(() => workflowOf({ tags: [ImageTag.fixed('latest'), channels] }, { subjects: [main, versions] })).toThrow(
    "must not be the tag of a channel too, got 'latest', which the channel 'latest' moves. Leave one of them out",
  );
});
