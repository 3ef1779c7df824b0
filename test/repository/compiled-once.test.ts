import { Duration, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as policyEntry from '../../lib/access/policy-entry';
import { ImageConsumer } from '../../lib/access/image-consumer';
import * as accountId from '../../lib/private/aws/account-id';
import { ImageRepository } from '../../lib/repository/image-repository';
import { ImageRetention } from '../../lib/repository/lifecycle/image-retention';
import * as lifecyclePolicy from '../../lib/repository/lifecycle/lifecycle-policy';

/** Counts the calls of a function of a module, which still runs. */
function counted<Module extends object>(path: string, name: keyof Module): Module {
  const actual = jest.requireActual<Module>(path);
  return { ...actual, [name]: jest.fn(actual[name] as () => unknown) };
}

jest.mock('../../lib/access/policy-entry', () =>
  counted('../../lib/access/policy-entry', 'compilePolicyEntries' as never),
);
jest.mock('../../lib/private/aws/account-id', () =>
  counted('../../lib/private/aws/account-id', 'accountIdRule' as never),
);
jest.mock('../../lib/repository/lifecycle/lifecycle-policy', () =>
  counted('../../lib/repository/lifecycle/lifecycle-policy', 'compileLifecycleText' as never),
);

const env = { account: '123456789012', region: 'us-east-1' };

function addRepositories(stack: Stack, count: number): ImageRepository[] {
  return Array.from({ length: count }, (_, index) => {
    const repository = new ImageRepository(stack, `service-${index}`, {
      repositoryName: `team/service-${index}`,
      retention: [
        ImageRetention.expireUntagged(Duration.days(3)),
        ImageRetention.keepNewest(33, { tagPrefixes: ['v'] }),
      ],
    });
    repository.allowPull(ImageConsumer.account('333333333333'), ImageConsumer.lambda('444444444444'));
    return repository;
  });
}

beforeEach(() => {
  jest.clearAllMocks();
});

test('equal consumers and retentions of a hundred repositories are validated and compiled once', () => {
  const stack = new Stack(undefined, 'Stack', { env });
  addRepositories(stack, 100);
  expect(lifecyclePolicy.compileLifecycleText).toHaveBeenCalledTimes(1);
  expect(policyEntry.compilePolicyEntries).toHaveBeenCalledTimes(1);
  expect(accountId.accountIdRule).toHaveBeenCalledTimes(2);
  const policies = Template.fromStack(stack).findResources('AWS::ECR::Repository');
  const bodies = Object.values(policies).map(({ Properties }) =>
    JSON.stringify({ ...(Properties as object), RepositoryName: '' }),
  );
  expect([bodies.length, new Set(bodies).size]).toEqual([100, 1]);
});

test('a repository in another account has its own policy', () => {
  const there = new Stack(undefined, 'There', { env: { ...env, region: 'cn-north-1' } });
  addRepositories(there, 2);
  const [policy] = Object.values(Template.fromStack(there).findResources('AWS::ECR::Repository'));
  expect(JSON.stringify(policy)).not.toContain('us-east-1');
  expect(policyEntry.compilePolicyEntries).toHaveBeenCalledTimes(1);
});

test('a new consumer of one repository is not added to other repositories', () => {
  const stack = new Stack(undefined, 'Stack', { env });
  const [first] = addRepositories(stack, 2);
  first?.allowPull(ImageConsumer.account('555555555555'));
  const policies = Object.values(Template.fromStack(stack).findResources('AWS::ECR::Repository'));
  expect(policies.map((policy) => JSON.stringify(policy).includes('555555555555'))).toEqual([true, false]);
});
