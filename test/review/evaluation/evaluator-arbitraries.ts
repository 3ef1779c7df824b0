import * as fc from 'fast-check';
import { type AccessRequest, type Policies } from '../../../lib/review/evaluation/access-evaluator';
import {
  type NamedPrincipal,
  type Statement,
  type StatementCondition,
} from '../../../lib/review/templates/template-graph';
import { account, otherAccount, repositoryArn } from './evaluator-requests';

// Small vocabularies, so that most statements are about most requests.

const accounts = [account, otherAccount];

const askers = accounts.flatMap((one) => [
  `arn:aws:iam::${one}:role/ci`,
  `arn:aws:iam::${one}:role/team/ci`,
  `arn:aws:sts::${one}:assumed-role/ci/run-1`,
  `arn:aws:sts::${one}:assumed-role/ci/run-2`,
  `arn:aws:iam::${one}:user/bob`,
]);

const service = 'lambda.amazonaws.com';

const named = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...askers).map(principalOf('AWS')) },
  { weight: 2, arbitrary: fc.constantFrom(...accounts).map(principalOf('AWS')) },
  {
    weight: 2,
    arbitrary: fc.constantFrom(...accounts.map((one) => `arn:aws:iam::${one}:root`)).map(principalOf('AWS')),
  },
  { weight: 1, arbitrary: fc.constant('*').map(principalOf('AWS')) },
  { weight: 1, arbitrary: fc.constantFrom(service, 'codebuild.amazonaws.com').map(principalOf('Service')) },
  {
    weight: 1,
    arbitrary: fc.constant(`arn:aws:iam::${account}:oidc-provider/ci.example.com`).map(principalOf('Federated')),
  },
);

function principalOf(type: string): (value: string) => NamedPrincipal {
  return (value) => ({ type, value });
}

const actions = fc.array(
  fc.constantFrom(
    'ecr:PutImage',
    'ecr:putimage',
    'ecr:Put*',
    'ecr:*',
    '*',
    'ecr:?utImage',
    'ecr:BatchGetImage',
    's3:*',
  ),
  { minLength: 1, maxLength: 3 },
);

const resources = fc.array(
  fc.constantFrom(
    repositoryArn,
    `arn:aws:ecr:*:*:repository/*`,
    `arn:aws:ecr:us-east-1:${account}:repository/serv?ce`,
    `arn:aws:ecr:us-east-1:${account}:repository/s*c*`,
    `arn:aws:ecr:us-*:${account}:repository/service`,
    `arn:aws:ecr:us-east-1:${otherAccount}:repository/service`,
    `arn:aws:ecr:us-east-1:${account}:repository/service/*`,
    `arn:aws:ecr:us-east-1:${account}:repository/\${aws:PrincipalTag/team}`,
    `arn:aws:ecr:us-east-1:${account}:repository/\${aws:username, 'service'}`,
    '*',
  ),
  { minLength: 1, maxLength: 3 },
);

/** A kind of key with the values that a request may have and those that a policy may require. */
interface Key {
  readonly names: readonly string[];
  readonly operators: readonly string[];
  readonly said: readonly string[];
  readonly asked: readonly string[];
  /** Whether the request always has it, as what a policy's variable names has to be. */
  readonly present?: true;
}

const texts = ['StringEquals', 'StringNotEquals', 'StringEqualsIgnoreCase', 'StringNotEqualsIgnoreCase'];
const likes = ['StringLike', 'StringNotLike'];
const arns = ['ArnEquals', 'ArnLike', 'ArnNotEquals', 'ArnNotLike'];
const orders = ['Equals', 'NotEquals', 'LessThan', 'LessThanEquals', 'GreaterThan', 'GreaterThanEquals'];

const keys: readonly Key[] = [
  {
    names: ['aws:PrincipalTag/team', 'AWS:principaltag/Team'],
    operators: [...texts, ...likes],
    said: ['service', 'Service', 'ser*'],
    asked: ['service', 'SERVICE', 'ser*', '?ervice', '${aws:PrincipalTag/team}', '*'],
    present: true,
  },
  {
    // Only under StringLike: under StringEquals the simulator compares `${*}` as three or more literal characters.
    // IAM reads `*` in any string in which policy variables work (the user guide on policy variables).
    names: ['aws:PrincipalTag/team'],
    operators: likes,
    said: [],
    asked: ['ser${*}', 'ser${?}'],
  },
  {
    names: ['aws:username'],
    operators: [...texts, ...likes],
    said: ['bob', 'service'],
    asked: ['bob', 'b*', "${aws:username, 'bob'}", '${aws:PrincipalTag/team}'],
  },
  { names: ['aws:userid'], operators: ['BinaryEquals'], said: ['QUJD', 'QUJE'], asked: ['QUJD', 'qujd'] },
  {
    names: ['aws:SourceArn'],
    operators: [...arns, 'StringLike'],
    said: [`arn:aws:lambda:us-east-1:${account}:function:a`, `arn:aws:s3:::bucket`],
    asked: [
      `arn:aws:lambda:us-east-1:${account}:function:a`,
      `arn:aws:lambda:*:${account}:function:*`,
      `arn:aws:lambda:*:function:a`,
      `arn:aws:s3:::*`,
      `arn:aws:*:*:*:*`,
    ],
  },
  {
    names: ['aws:MultiFactorAuthAge'],
    operators: orders.map((order) => `Numeric${order}`),
    said: ['5', '10', '10.5'],
    asked: ['5', '10', '7.5'],
  },
  {
    names: ['aws:CurrentTime'],
    operators: orders.map((order) => `Date${order}`),
    said: ['2026-06-01T00:00:00Z', '2026-12-01T00:00:00Z'],
    asked: ['2026-06-01T00:00:00Z', '2026-09-01', '2026-12-01T01:00:00+01:00'],
  },
  { names: ['aws:SecureTransport'], operators: ['Bool'], said: ['true', 'false'], asked: ['true', 'false', 'True'] },
  {
    names: ['aws:SourceIp'],
    operators: ['IpAddress', 'NotIpAddress'],
    said: ['10.1.2.3', '192.168.0.1', '2001:db8::1'],
    // Without `0.0.0.0/0`, which the simulator reads as `0.0.0.0/32`. Also without an address that has no prefix: the
    // simulator lets `NotIpAddress` deny it to IPv6, but IAM "uses the default prefix value of /32".
    asked: ['10.0.0.0/8', '10.1.2.3/32', '192.168.0.1/32', '0.0.0.0/1', '2001:db8::/32', '2001:db8::1/128'],
  },
];

/** A key with several values takes a set operator. */
const manyValued: Key = {
  names: ['aws:TagKeys'],
  operators: [...texts, ...likes],
  said: ['a', 'b', 'ab'],
  asked: ['a', 'b', 'a*'],
};

const condition: fc.Arbitrary<StatementCondition> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.constantFrom(...keys).chain((key) =>
      fc
        .tuple(
          // No `IfExists` with a set operator, because the simulator ignores it there. IAM accepts it after any operator
          // except Null (the user guide on condition operators).
          fc.constantFrom(['', ''], ['', ''], ['', 'IfExists'], ['ForAllValues:', ''], ['ForAnyValue:', '']),
          conditionOn(key),
        )
        .map(([[before, after], one]) => ({ ...one, operator: `${before}${one.operator}${after}` })),
    ),
  },
  {
    weight: 2,
    arbitrary: fc
      .tuple(fc.constantFrom('ForAllValues', 'ForAnyValue'), conditionOn(manyValued))
      .map(([set, one]) => ({ ...one, operator: `${set}:${one.operator}` })),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      operator: fc.constant('Null'),
      key: fc.constantFrom(...[...keys, manyValued].flatMap(({ names }) => names)),
      values: fc.subarray(['true', 'false'], { minLength: 1 }),
    }),
  },
);

function conditionOn({ names, operators, asked }: Key): fc.Arbitrary<StatementCondition> {
  return fc.record({
    operator: fc.constantFrom(...operators),
    key: fc.constantFrom(...names),
    values: fc.uniqueArray(fc.constantFrom(...asked), { minLength: 1, maxLength: 2 }),
  });
}

/** JSON holds an operator with a key once. */
const conditions = fc.oneof(
  { weight: 3, arbitrary: fc.constant([]) },
  {
    weight: 2,
    arbitrary: fc.uniqueArray(condition, {
      minLength: 1,
      maxLength: 2,
      selector: ({ operator, key }) => `${operator} ${key.toLowerCase()}`,
    }),
  },
);

const source = { template: 'Stack', logicalId: 'Policy', path: '' };
const effect = fc.constantFrom('Allow' as const, 'Allow' as const, 'Allow' as const, 'Deny' as const);
const base = { conditions, effect, source: fc.constant(source), when: fc.constant([]) };
const whatActions = fc.oneof(
  { weight: 5, arbitrary: fc.record({ actions }) },
  { weight: 1, arbitrary: fc.record({ notActions: actions }) },
);

export const identityStatement: fc.Arbitrary<Statement> = fc
  .tuple(
    fc.record(base),
    whatActions,
    fc.oneof(
      { weight: 5, arbitrary: fc.record({ resources }) },
      { weight: 1, arbitrary: fc.record({ notResources: resources }) },
    ),
  )
  .map((parts) => Object.assign({}, ...parts) as Statement);

const principals = fc.uniqueArray(named, { minLength: 1, maxLength: 3, selector: ({ type, value }) => type + value });

export const resourceStatement: fc.Arbitrary<Statement> = fc.oneof(
  {
    weight: 9,
    arbitrary: fc
      .tuple(fc.record(base), whatActions, fc.record({ principals }))
      .map((parts) => Object.assign({}, ...parts) as Statement),
  },
  {
    // "Using it with Allow is not supported" (IAM's user guide on NotPrincipal).
    weight: 1,
    arbitrary: fc
      .tuple(fc.record({ ...base, effect: fc.constant('Deny') }), whatActions, fc.record({ notPrincipals: principals }))
      .map((parts) => Object.assign({}, ...parts) as Statement),
  },
);

export const policies: fc.Arbitrary<Policies> = fc
  .record({
    identity: fc.array(identityStatement, { maxLength: 3 }),
    resource: fc.option(fc.array(resourceStatement, { minLength: 1, maxLength: 3 }), { nil: undefined, freq: 3 }),
    boundary: fc.option(fc.array(identityStatement, { minLength: 1, maxLength: 2 }), { nil: undefined, freq: 1 }),
  })
  .map(({ identity, resource, boundary }) => ({
    identity,
    ...(resource && { resource }),
    ...(boundary && { boundary }),
  }));

const context: fc.Arbitrary<Record<string, string[]>> = fc.record(
  Object.fromEntries([
    ...keys.filter(({ said }) => said.length > 0).map((key) => [key.names[0]?.toLowerCase(), saidOf(key)]),
    ['aws:tagkeys', fc.subarray([...manyValued.said])],
  ]) as Record<string, fc.Arbitrary<string[]>>,
);

function saidOf({ said, present }: Key): fc.Arbitrary<string[]> {
  const value = fc.constantFrom(...said).map((one) => [one]);
  return present
    ? value
    : fc.oneof({ weight: 3, arbitrary: value }, { weight: 1, arbitrary: fc.constant<string[]>([]) });
}

/** With a context that says of each key what it holds, or that it is absent. */
export const request: fc.Arbitrary<AccessRequest> = fc
  .record({
    asker: fc.oneof(
      { weight: 9, arbitrary: fc.constantFrom(...askers) },
      { weight: 1, arbitrary: fc.constant(service) },
    ),
    action: fc.constantFrom('ecr:PutImage', 'ecr:BatchGetImage'),
    context,
  })
  .map(({ asker, action, context }) => ({
    principal: {
      type: asker === service ? ('Service' as const) : ('AWS' as const),
      value: asker,
      account: asker.split(':')[4] ?? '',
    },
    action,
    resource: { arn: repositoryArn, account },
    context,
  }));
