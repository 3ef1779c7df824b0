import { CfnParameter, type Stack } from 'aws-cdk-lib';
import { type IRepository, Repository } from 'aws-cdk-lib/aws-ecr';
import { pushActions } from '../../lib/private/aws/ecr-actions';
import { packStatements } from '../../lib/private/aws/pack-statements';
import { ImageRepository } from '../../lib/repository/image-repository';
import { frozen, newOpenStack, newStack, type Properties } from '../synthesis';
import { newPublisher, policiesIn, repositoryArn } from '../github/publisher';

const mostCharacters = 6144;

const packed = (arns: readonly string[]) => packStatements({ Sid: 'PushImages', Action: pushActions }, arns);

const names = (count: number, length = 17) =>
  Array.from({ length: count }, (_, index) => `team/${String(index).padStart(length - 5, '0')}`);

const byName = (stack: Stack, all: string[]) => all.map((name) => Repository.fromRepositoryName(stack, name, name));

/** The policies to push by, without the one to log in by. */
function pushPolicies(repositories: IRepository[], stack: Stack): Properties[] {
  newPublisher({ repositories }, stack);
  return policiesIn(stack).slice(1);
}

function resourcesIn(policies: Properties[]): unknown[] {
  return policies.flatMap(({ Statement: [only, ...more] }: Properties) => {
    expect(more).toEqual([]);
    return (only as { Resource: unknown }).Resource;
  });
}

test.each([
  [1, 1],
  [85, 1],
  [89, 1],
  [90, 2],
  [200, 3],
  [680, 8],
  [801, 9],
])('packs %i repositories in %i policies that IAM takes, each once', (count, policies) => {
  const stack = newStack();
  const all = names(count);
  const packed = pushPolicies(byName(stack, all), stack);
  expect(packed).toHaveLength(policies);
  for (const policy of packed) expect(JSON.stringify(policy).length).toBeLessThanOrEqual(mostCharacters);
  expect(resourcesIn(packed)).toEqual(all.map(repositoryArn));
});

test('leaves no room for another repository in a policy', () => {
  const [full = '', ...more] = packed(names(90).map(repositoryArn)).map((one) => JSON.stringify(one));
  expect(more).toHaveLength(1);
  expect(JSON.stringify({ Version: '2012-10-17', Statement: [] }).length + full.length).toBeGreaterThan(
    mostCharacters - `"${repositoryArn('team/000000000000')}",`.length,
  );
});

test('packs nothing in nothing', () => {
  expect(packed([])).toEqual([]);
});

test('takes a frozen list', () => {
  expect(() => packed(frozen(names(200)))).not.toThrow();
});

/** Renders a document for the account and Region with the longest possible names. */
function deployed(policy: Properties): string {
  const longest = (_: string, name: string) =>
    ({ Partition: 'aws-us-gov', Region: 'ap-southeast-1', AccountId: '123456789012' })[name] ?? '';
  return JSON.stringify(policy).replace(/\{"Fn::Join":\["",\[(.*?)\]\]\}/g, (_all: string, parts: string) => {
    const text = parts.replace(/\{"Ref":"AWS::(\w+)"\}/g, (all: string, name: string) => `"${longest(all, name)}"`);
    return JSON.stringify((JSON.parse(`[${text}]`) as string[]).join(''));
  });
}

test.each([10, 100, 256])('packs names of %i characters if account and Region are unknown', (length) => {
  const stack = newOpenStack();
  const packed = pushPolicies(byName(stack, names(60, length)), stack);
  expect(resourcesIn(packed)).toHaveLength(60);
  for (const policy of packed) {
    expect(deployed(policy)).not.toContain('Fn::');
    expect(deployed(policy).length).toBeLessThanOrEqual(mostCharacters);
  }
});

test('counts an ARN that is a token as longer than nearly all', () => {
  const stack = newStack();
  const { valueAsString } = new CfnParameter(stack, 'Arn');
  const statements = packed(
    Array<string>(100)
      .fill('')
      .map((_, index) => `${valueAsString}${index}`),
  );
  expect(statements.map(({ Resource }) => (Resource as string[]).length)).toEqual([47, 47, 6]);
});

test('names repositories that CloudFormation names, each once', () => {
  const stack = newStack();
  const repositories = names(60).map((name) => new ImageRepository(stack, name));
  const resources = resourcesIn(pushPolicies(repositories, stack));
  expect(new Set(resources.map((one) => JSON.stringify(one))).size).toBe(60);
});
