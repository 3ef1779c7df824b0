import { publisher, templateOf, templatesOf } from '../config-stacks';

const role = (name: string, account = '123456789012') => ({ role: `arn:aws:iam::${account}:role/${name}` });

/** The resources that the repository of a template depends on. */
function awaited(template: ReturnType<typeof templateOf> | undefined): readonly string[] {
  const resources = Object.values(template?.Resources ?? {});
  return resources.find(({ Type }) => Type === 'AWS::ECR::Repository')?.DependsOn ?? [];
}

test.each(['pullers', 'pushers', 'onlyPushers', 'readers'])(
  'a repository waits for a publisher among its %s',
  (use) => {
    const template = templateOf({
      repositories: [{ name: 'service', [use]: [role('github-ci')] }],
      publishers: [publisher('service')],
    });
    expect(awaited(template)).toEqual([expect.stringMatching(/^PublishersgithubciRole/)]);
  },
);

test.each([
  ['somebody else', role('other-github-ci')],
  ['a role of that name in another account', role('github-ci', '222222222222')],
  ['a role whose name goes on', role('github-ci-2')],
])('a repository does not wait for %s', (_, puller) => {
  const template = templateOf({
    repositories: [{ name: 'service', pullers: [puller] }],
    publishers: [publisher('service')],
  });
  expect(awaited(template)).toEqual([]);
});

test('a repository of another Region waits for the stack that the role is in', () => {
  const environments = ['us-east-1', 'eu-west-2'].map((region) => ({ name: region, account: '123456789012', region }));
  const repositories = [{ name: 'service', pushers: [role('github-ci')] }];
  const templates = templatesOf({ environments, repositories, publishers: [publisher('service')] });
  expect(awaited(templates['ecr-publishing-us-east-1'])).toHaveLength(1);
  expect(awaited(templates['ecr-publishing-eu-west-2'])).toEqual([]);
});
