import { dependenciesOf, publisher } from '../config-stacks';

const role = (name: string, account = '123456789012') => ({ role: `arn:aws:iam::${account}:role/${name}` });

test.each(['pullers', 'pushers', 'onlyPushers', 'readers'])(
  'the stack of a repository waits for a publisher among its %s',
  (use) => {
    const repositories = [{ name: 'service', [use]: [role('github-ci')] }];
    expect(dependenciesOf({ repositories, publishers: [publisher('service')] })).toEqual({
      'ecr-publishing-prod': ['ecr-publishing-prod-publishers'],
    });
  },
);

test.each([
  ['another role', role('other-github-ci')],
  ['a role of that name in another account', role('github-ci', '222222222222')],
  ['a role whose name is longer', role('github-ci-2')],
])('no stack waits for %s', (_, puller) => {
  const repositories = [{ name: 'service', pullers: [puller] }];
  expect(dependenciesOf({ repositories, publishers: [publisher('service')] })).toEqual({});
});

test('a repository of another Region waits for the stack that the role is in', () => {
  const environments = ['us-east-1', 'eu-west-2'].map((region) => ({ name: region, account: '123456789012', region }));
  const repositories = [{ name: 'service', pushers: [role('github-ci')] }];
  expect(dependenciesOf({ environments, repositories, publishers: [publisher('service')] })).toEqual({
    'ecr-publishing-us-east-1': ['ecr-publishing-eu-west-2-publishers'],
    'ecr-publishing-eu-west-2': ['ecr-publishing-eu-west-2-publishers'],
  });
});
