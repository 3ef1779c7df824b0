import fc from 'fast-check';
import { type PolicyEntry, compilePolicyEntries } from '../../lib/access/policy-entry';
import { ImageConsumer } from '../../lib/access/image-consumer';
import { type StatementJson } from '../../lib/private/aws/policy-document';

const env = { partition: 'aws', region: 'eu-west-1', account: '123456789012' };

function compiled(...consumers: ImageConsumer[]): StatementJson[] {
  return compilePolicyEntries(consumers.flatMap((consumer) => consumer._policyEntries('pull', env)));
}

test('no entries make no statement', () => {
  expect(compilePolicyEntries([])).toEqual([]);
});

test('principals that may do the same gather in one statement', () => {
  const role = 'arn:aws:iam::222222222222:role/ci';
  expect(compiled(ImageConsumer.account('111111111111'), ImageConsumer.role(role))).toMatchObject([
    { Principal: { AWS: ['arn:aws:iam::111111111111:root', role] } },
  ]);
});

test('a principal that is named twice is written once', () => {
  expect(compiled(ImageConsumer.account('111111111111'), ImageConsumer.account('111111111111'))).toMatchObject([
    { Principal: { AWS: 'arn:aws:iam::111111111111:root' } },
  ]);
});

test('organizations gather in one condition', () => {
  const statements = compiled(ImageConsumer.organization('o-aaaaaaaaaa'), ImageConsumer.organization('o-bbbbbbbbbb'));
  expect(statements).toMatchObject([
    {
      Principal: '*',
      Condition: { StringEquals: { 'aws:PrincipalOrgID': ['o-aaaaaaaaaa', 'o-bbbbbbbbbb'] } },
    },
  ]);
});

test('services gather by service, each with its own sources', () => {
  const statements = compiled(
    ImageConsumer.lambda('111111111111'),
    ImageConsumer.codeBuild('222222222222'),
    ImageConsumer.lambda('333333333333'),
  );
  const functions = (account: string) => `arn:aws:lambda:eu-west-1:${account}:function:*`;
  expect(statements).toMatchObject([
    { Principal: { AWS: ['arn:aws:iam::111111111111:root', 'arn:aws:iam::333333333333:root'] } },
    {
      Principal: { Service: 'lambda.amazonaws.com' },
      Condition: { StringLike: { 'aws:sourceARN': [functions('111111111111'), functions('333333333333')] } },
    },
    {
      Principal: { Service: 'codebuild.amazonaws.com' },
      Condition: { StringEquals: { 'aws:SourceAccount': '222222222222' } },
    },
  ]);
});

test('a pull and a push never share a statement', () => {
  const consumer = ImageConsumer.account('111111111111');
  const statements = compilePolicyEntries([
    ...consumer._policyEntries('pull', env),
    ...consumer._policyEntries('push', env),
  ]);
  expect(statements.map(({ Action }) => (Action as string[]).includes('ecr:PutImage'))).toEqual([false, true]);
});

const accountId = fc.stringMatching(/^\d{12}$/);
const name = fc.stringMatching(/^[a-z]{1,8}$/);
const organizationId = fc.stringMatching(/^o-[a-z0-9]{10}$/);
const consumer = fc.oneof(
  accountId.map((id) => ImageConsumer.account(id)),
  fc.tuple(accountId, name).map(([id, role]) => ImageConsumer.role(`arn:aws:iam::${id}:role/${role}`)),
  fc.tuple(accountId, name).map(([id, user]) => ImageConsumer.user(`arn:aws:iam::${id}:user/${user}`)),
  organizationId.map((id) => ImageConsumer.organization(id)),
  organizationId.map((id) => ImageConsumer.lambdaOfOrganization(id)),
  organizationId.map((id) => ImageConsumer.organizationalUnit(`${id}/r-ab12/ou-ab12-11111111`)),
  fc.tuple(name, name, accountId).map(([key, tag, id]) => ImageConsumer.tagged(key, tag, { accountId: id })),
  fc.tuple(name, name, organizationId).map(([key, tag, id]) => ImageConsumer.tagged(key, tag, { organizationId: id })),
  fc
    .tuple(fc.constantFrom('sagemaker', 'apprunner'), accountId, organizationId)
    .map(([service, sourceAccount, sourceOrganization]) =>
      ImageConsumer.service(`${service}.amazonaws.com`, { sourceAccount, sourceOrganization }),
    ),
  accountId.map((id) => ImageConsumer.lambda(id)),
  accountId.map((id) => ImageConsumer.codeBuild(id)),
);
const consumers = fc.array(consumer, { maxLength: 12 });

/** Returns the grants of a policy, one line for each combination of principal, condition and action. */
function waysInOf(statements: readonly StatementJson[]): Set<string> {
  const ways = statements.flatMap(({ Principal, Action, Condition = {} }) =>
    principalsOf(Principal).flatMap((principal) =>
      conditionsOf(Condition).flatMap((condition) =>
        (Action as string[]).map((action) => [principal, condition, action].join(' ')),
      ),
    ),
  );
  return new Set(ways);
}

function principalsOf(principal: unknown): string[] {
  if (principal === '*') return ['AWS *'];
  return Object.entries(principal as Record<string, string | string[]>).flatMap(([type, values]) =>
    [values].flat().map((value) => `${type} ${value}`),
  );
}

/** Every combination of the values of all conditions: one way in each. */
function conditionsOf(condition: Record<string, Record<string, unknown>>): string[] {
  const keys = Object.entries(condition).flatMap(([operator, held]) =>
    Object.entries(held).map(([key, values]) => [values].flat().map((value) => `${operator} ${key} ${String(value)}`)),
  );
  return keys
    .reduce<string[][]>((ways, values) => ways.flatMap((way) => values.map((value) => [...way, value])), [[]])
    .map((way) => way.sort().join(' and '));
}

function waysOf(entries: readonly PolicyEntry[]): Set<string> {
  const ways = entries.flatMap(({ principal, actions, conditions = [] }) => {
    const when = conditions.map(({ operator, key, value }) => `${operator} ${key} ${value}`);
    return actions.map((action) =>
      [`${principal.type} ${principal.value}`, when.sort().join(' and '), action].join(' '),
    );
  });
  return new Set(ways);
}

test('the statements grant exactly the access of the entries', () => {
  fc.assert(
    fc.property(consumers, (granted) => {
      const entries = granted.flatMap((one) => one._policyEntries('pull', env));
      expect(waysInOf(compilePolicyEntries(entries))).toEqual(waysOf(entries));
    }),
  );
});

test('the order of consumers changes nothing of what is granted', () => {
  const shuffled = consumers.chain((list) =>
    fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })),
  );
  fc.assert(
    fc.property(shuffled, ([one, other]) => {
      expect(waysInOf(compiled(...other))).toEqual(waysInOf(compiled(...one)));
    }),
  );
});

/**
 * Returns the part that two statements share if they could be one. It is all except the principals, or except the values
 * of the first condition.
 */
function formOf({ Action, Principal, Condition }: StatementJson): string {
  if (!Condition) return JSON.stringify(Action);
  const [[operator, keys] = ['', {}], ...others] = Object.entries(Condition);
  const [[key] = [''], ...otherKeys] = Object.entries(keys);
  return JSON.stringify([Action, Principal, operator, key, otherKeys, others]);
}

test('the same consumers make the same text, and no two statements that could be one', () => {
  fc.assert(
    fc.property(consumers, (granted) => {
      const statements = compiled(...granted);
      expect(JSON.stringify(compiled(...granted))).toBe(JSON.stringify(statements));
      const forms = statements.map(formOf);
      expect(new Set(forms).size).toBe(forms.length);
    }),
  );
});
