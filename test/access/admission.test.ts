import fc from 'fast-check';
import { type Admission, compileAdmissions } from '../../lib/access/admission';
import { ImageConsumer } from '../../lib/access/image-consumer';
import { type StatementJson } from '../../lib/private/policy-document';

const place = { partition: 'aws', region: 'eu-west-1', account: '123456789012' };

function compiled(...consumers: ImageConsumer[]): StatementJson[] {
  return compileAdmissions(consumers.flatMap((consumer) => consumer._pullAdmissions(place)));
}

test('nobody makes no statement', () => {
  expect(compileAdmissions([])).toEqual([]);
});

test('principals that may do the same gather in one statement', () => {
  const role = 'arn:aws:iam::222222222222:role/ci';
  expect(compiled(ImageConsumer.account('111111111111'), ImageConsumer.role(role))).toMatchObject([
    { Principal: { AWS: ['arn:aws:iam::111111111111:root', role] } },
  ]);
});

test('one who is named twice stands once', () => {
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
  const statements = compileAdmissions([...consumer._pullAdmissions(place), ...consumer._pushAdmissions(place)]);
  expect(statements.map(({ Action }) => (Action as string[]).includes('ecr:PutImage'))).toEqual([false, true]);
});

const accountId = fc.stringMatching(/^\d{12}$/);
const name = fc.stringMatching(/^[a-z]{1,8}$/);
const consumer = fc.oneof(
  accountId.map((id) => ImageConsumer.account(id)),
  fc.tuple(accountId, name).map(([id, role]) => ImageConsumer.role(`arn:aws:iam::${id}:role/${role}`)),
  fc.tuple(accountId, name).map(([id, user]) => ImageConsumer.user(`arn:aws:iam::${id}:user/${user}`)),
  fc.stringMatching(/^o-[a-z0-9]{10}$/).map((id) => ImageConsumer.organization(id)),
  accountId.map((id) => ImageConsumer.lambda(id)),
  accountId.map((id) => ImageConsumer.codeBuild(id)),
);
const consumers = fc.array(consumer, { maxLength: 12 });

/** What a policy grants, one line for each way in: an admission says it in itself, a statement by its lists. */
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

function conditionsOf(condition: Record<string, Record<string, unknown>>): string[] {
  const [[operator, keys] = [], ...more] = Object.entries(condition);
  expect(more).toEqual([]);
  if (operator === undefined) return ['always'];
  const [[key, values] = [], ...moreKeys] = Object.entries(keys ?? {});
  expect(moreKeys).toEqual([]);
  return [values].flat().map((value) => `${operator} ${String(key)} ${String(value)}`);
}

function waysOf(admissions: readonly Admission[]): Set<string> {
  const ways = admissions.flatMap(({ principal, actions, condition }) => {
    const when = condition ? `${condition.operator} ${condition.key} ${condition.value}` : 'always';
    return actions.map((action) => [`${principal.type} ${principal.value}`, when, action].join(' '));
  });
  return new Set(ways);
}

test('nobody appears who was not admitted, and nobody who was is lost', () => {
  fc.assert(
    fc.property(consumers, (admitted) => {
      const admissions = admitted.flatMap((one) => one._pullAdmissions(place));
      expect(waysInOf(compileAdmissions(admissions))).toEqual(waysOf(admissions));
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

test('the same consumers make the same text, and no two statements that could be one', () => {
  fc.assert(
    fc.property(consumers, (admitted) => {
      const statements = compiled(...admitted);
      expect(JSON.stringify(compiled(...admitted))).toBe(JSON.stringify(statements));
      expect(statements.length).toBeLessThanOrEqual(4);
    }),
  );
});
