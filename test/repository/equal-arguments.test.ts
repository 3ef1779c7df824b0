import { Duration } from 'aws-cdk-lib';
import { ImageConsumer, ImageRepository, ImageRetention } from '../../lib/index';
import { type PolicyEntry } from '../../lib/access/policy-entry';
import * as accountId from '../../lib/private/aws/account-id';
import * as tagPattern from '../../lib/private/oci/tag-pattern';
import * as lifecyclePolicy from '../../lib/repository/lifecycle/lifecycle-policy';
import { newStack } from '../synthesis';

function counted(path: string, name: string): object {
  const actual = jest.requireActual<Record<string, (...args: unknown[]) => unknown>>(path);
  return { ...actual, [name]: jest.fn(actual[name]) };
}

jest.mock('../../lib/private/aws/account-id', () => counted('../../lib/private/aws/account-id', 'accountIdRule'));
jest.mock('../../lib/private/oci/tag-pattern', () => counted('../../lib/private/oci/tag-pattern', 'mutableTagRule'));
jest.mock('../../lib/repository/lifecycle/lifecycle-policy', () =>
  counted('../../lib/repository/lifecycle/lifecycle-policy', 'compileLifecycleText'),
);

const env = { partition: 'aws', region: 'eu-west-1', account: '111122223333' };
const repositories = Array.from({ length: 20 }, (_, index) => `Service${index}`);

describe('equal arguments of 20 repositories are checked once', () => {
  test('the retention is compiled once', () => {
    const stack = newStack();
    for (const id of repositories) {
      const retention = [ImageRetention.expireUntagged(Duration.days(3)), ImageRetention.keepNewest(7)];
      new ImageRepository(stack, id, { retention });
    }
    expect(lifecyclePolicy.compileLifecycleText).toHaveBeenCalledTimes(1);
  });

  test('a consumer is one value that is validated once, and its entries are frozen', () => {
    const consumers = repositories.map(() => ImageConsumer.account('444455556666'));
    expect(new Set(consumers).size).toBe(1);
    expect(Object.isFrozen(consumers[0]?._policyEntries('pull', env))).toBe(true);
    expect(accountId.accountIdRule).toHaveBeenCalledTimes(1);
  });

  test('mutable tags are validated once', () => {
    const stack = newStack();
    for (const id of repositories) new ImageRepository(stack, id, { mutableTags: ['dev-*', 'main'] });
    expect(tagPattern.mutableTagRule).toHaveBeenCalledTimes(2);
  });

  test('the entries of the policy are compiled and annotated once', () => {
    let reads = 0;
    const entry: PolicyEntry = {
      actions: ['ecr:BatchGetImage'],
      get principal() {
        reads += 1;
        return { type: 'AWS', value: 'arn:aws:iam::111122223333:user/bob' } as const;
      },
    };
    const stack = newStack();
    new ImageRepository(stack, 'First')._addPolicyEntries([entry]);
    const readsOfFirst = reads;
    for (const id of repositories) new ImageRepository(stack, id)._addPolicyEntries([entry]);
    expect(readsOfFirst).toBeGreaterThan(0);
    expect(reads).toBe(readsOfFirst);
  });
});
