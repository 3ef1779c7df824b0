import { Stack } from 'aws-cdk-lib';
import { Repository } from 'aws-cdk-lib/aws-ecr';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  GitHubPublisherRole,
  ImageConsumer,
  ImagePromotion,
  ImagePushAccess,
  ImageRepository,
  ImageRetention,
  RepositoryAccess,
  ScanGate,
} from '../../../lib/index';
import { type ApiTypes, apiTypes } from '../../../lib/private/boundary/api-types';
import { InvalidInputError } from '../../../lib/private/validation/validation';
import { renderApiTypes } from '../../../scripts/api-types';
import { newApp } from '../../synthesis';
import { type ValidCall } from './valid-call';
import { validCalls } from './valid-calls';

/** Calls whose arguments are objects of AWS CDK only, or that read files. */
const notTried = [
  'AccessReport.compare',
  'AccessReport.ofAssembly',
  'AccessReport.ofTemplates',
  'EcrPublishingChecks.validate',
  'EcsDeployment.toService',
  'ImagePromotion.grantApprove',
  'LambdaDeployment.toFunction',
];

const calls = Object.entries(apiTypes.calls).flatMap(([name, methods]) =>
  Object.entries(methods).map(([method, parameters]) => ({ call: `${name}.${method}`, method, parameters })),
);

/** Values of each kind that JavaScript has. */
const anything: readonly unknown[] = [undefined, null, Number.NaN, 42, true, 'text', [], {}, [null], [42], { key: 42 }];

interface Wrong {
  readonly call: string;
  readonly method: string;
  readonly path: readonly (string | number)[];
  readonly value: unknown;
}

/** Every argument and every prop, each with every value that its type does not allow. */
const wrongCalls = calls.flatMap(({ call, method, parameters }) =>
  validCalls[call]
    ? parameters.flatMap(([written, type], index) => wrongValues(written, type, [index], call, method))
    : [],
);

function wrongValues(
  written: string,
  type: string,
  path: readonly (string | number)[],
  call: string,
  method: string,
): Wrong[] {
  const { props } = apiTypes.types[type] ?? {};
  const inside = Object.entries(props ?? {}).flatMap(([name, of]) =>
    wrongValues(name, of, [...path, name.replace('?', '')], call, method),
  );
  const optional = /[?.]$/.test(written);
  const own = anything.filter((value) => !(optional && value === undefined) && !isAllowed(type, value));
  return [...own.map((value) => ({ call, method, path, value })), ...inside];
}

/** Whether JavaScript may pass the value as this type. This is a second implementation of the check. */
function isAllowed(type: string, value: unknown): boolean {
  if (type === 'any') return true;
  if (type.endsWith('[]')) return Array.isArray(value) && value.every((one) => isAllowed(type.slice(0, -2), one));
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  if (type.startsWith('{')) return isObject && Object.values(value).every((one) => isAllowed(type.slice(1, -1), one));
  if (['string', 'number', 'boolean'].includes(type)) return typeof value === type && !Number.isNaN(value);
  const { own, has, object, props, values } = apiTypes.types[type] ?? {};
  if (own === true || has !== undefined || values) return false;
  if (object === true) return isObject;
  if (props) return isObject && Object.keys(props).every((name) => name.endsWith('?'));
  return typeof value === 'string' || value === 42; // an enumeration of AWS CDK
}

function run({ owner, args }: ValidCall, method: string): unknown {
  if (method === 'new') return Reflect.construct(owner as new () => object, args);
  return Reflect.apply((owner as Record<string, (...given: unknown[]) => unknown>)[method] ?? fail, owner, args);
}

function fail(): never {
  throw new Error('no such method');
}

/** The arguments with another value at a path; what was given stays as it is. */
function withValue(
  args: readonly unknown[],
  [index = 0, ...rest]: readonly (string | number)[],
  value: unknown,
): unknown[] {
  const at = Number(index);
  const list = [...args];
  list[at] = rest.length === 0 ? value : withProp((list[at] ?? {}) as Record<string, unknown>, rest, value);
  return list;
}

function withProp(
  props: Readonly<Record<string, unknown>>,
  [name = '', ...rest]: readonly (string | number)[],
  value: unknown,
): Record<string, unknown> {
  const inner = rest.length === 0 ? value : withProp((props[name] ?? {}) as Record<string, unknown>, rest, value);
  return { ...props, [name]: inner };
}

function newStack(): Stack {
  return new Stack(newApp(), 'Stack', { env: { account: '111122223333', region: 'eu-west-1' } });
}

test('the table is that of the built package', () => {
  const path = join(__dirname, '../../../lib/private/boundary/api-types.json');
  const written = JSON.parse(readFileSync(path, 'utf8')) as ApiTypes;
  expect(written).toEqual(renderApiTypes());
});

test('every call of the public API is tried', () => {
  expect([...Object.keys(validCalls), ...notTried].sort()).toEqual(calls.map(({ call }) => call).sort());
});

test.each(calls.filter(({ call }) => validCalls[call]))('$call accepts valid arguments', ({ call, method }) => {
  const valid = validCalls[call]?.(newStack());
  expect(() => run(valid ?? { owner: {}, args: [] }, method)).not.toThrow();
});

test.each(Object.keys(validCalls))('%s refuses every wrong type in one message', (tried) => {
  const surprises = wrongCalls
    .filter(({ call }) => call === tried)
    .flatMap(({ call, method, path, value }) => {
      const valid = validCalls[call]?.(newStack()) ?? { owner: {}, args: [] };
      const shown = [path.join('.'), JSON.stringify(value)].join(' = ');
      try {
        run({ owner: valid.owner, args: withValue(valid.args, path, value) }, method);
        return [`${shown}: accepted`];
      } catch (error) {
        const { name, message } = error as Error;
        return name === 'InvalidInputError' && /`[^`]+` /.test(message) ? [] : [`${shown}: ${name}: ${message}`];
      }
    });
  expect(surprises).toEqual([]);
});

/** Returns the error that a call throws. */
function thrownBy(call: () => unknown): InvalidInputError {
  try {
    call();
  } catch (error) {
    if (error instanceof InvalidInputError) return error;
    throw error;
  }
  throw new Error('must throw');
}

describe('an error names the construct that the user wrote', () => {
  test('in its constructor: the message is that of the problem, the stack trace begins with both', () => {
    const error = thrownBy(() => new ImageRepository(newStack(), 'Service', { repositoryName: 'BAD' }));
    expect(error.constructPath).toBe('Stack/Service');
    expect(error.stack).toContain(`InvalidInputError: ${error.message}\n    in construct Stack/Service\n    at `);
  });

  test('in a method', () => {
    const service = new ImageRepository(newStack(), 'Service');
    expect(
      thrownBy(() => {
        service.allowPull(null as never);
      }).constructPath,
    ).toBe('Stack/Service');
    expect(
      thrownBy(() => {
        RepositoryAccess.of(service).allowPull(null as never);
      }).constructPath,
    ).toBe('Stack/Service');
  });

  test('in a construct within it: the outer one is named', () => {
    const stack = newStack();
    const theirs = Repository.fromRepositoryName(stack, 'Theirs', 'theirs');
    const error = thrownBy(
      () => new ImagePushAccess(stack, 'Push', { repositories: [theirs], managedPolicyName: 'not valid' }),
    );
    expect(error.constructPath).toBe('Stack/Push');
    expect(error.stack?.match(/in construct /g)).toHaveLength(1);
  });

  test('values that belong to no construct name none', () => {
    expect(thrownBy(() => ImageConsumer.account('1')).constructPath).toBeUndefined();
  });
});

test.each<[string, () => unknown, string]>([
  ['a number for text', () => new ImageRepository(newStack(), 42 as never), '`id` must be a string, got the number 42'],
  [
    'a number for a duration',
    () => ImageRetention.expireUntagged(1 as never),
    '`after` must be a Duration, got the number 1. Create one, for example with Duration.days()',
  ],
  [
    'text for a class',
    () => new ImagePromotion(newStack(), 'Promotion', { gate: 'x' as never, sourcePrefix: 'a/', targetPrefix: 'b/' }),
    "`gate` must be a ScanGate, got 'x'. Create one, for example with ScanGate.basic()",
  ],
  [
    'null for an option',
    () => new ImageRepository(newStack(), 'Service', { emptyOnDelete: null as never }),
    '`emptyOnDelete` must be true or false, got null. Omit it if it is optional',
  ],
  ['no scope', () => new ImageRepository(undefined as never, 'Service'), '`scope` must be a Construct, got nothing'],
  [
    'props that are missing',
    () => new GitHubPublisherRole(newStack(), 'Role', undefined as never),
    '`props` must be an object with the properties of GitHubPublisherRoleProps, got nothing',
  ],
])('%s', (_, call, message) => {
  expect(thrownBy(call).message).toBe(message);
});

test('values of another copy of the library are accepted, and other values are not', () => {
  let other: typeof ScanGate | undefined;
  jest.isolateModules(() => {
    other = jest.requireActual<{ ScanGate: typeof ScanGate }>('../../../lib/promotion/scan-gate').ScanGate;
  });
  const promote = (gate: unknown) =>
    new ImagePromotion(newStack(), 'Promotion', { gate: gate as ScanGate, sourcePrefix: 'a/', targetPrefix: 'b/' });
  expect(other).not.toBe(ScanGate);
  expect(() => promote(other?.basic())).not.toThrow();
  expect(thrownBy(() => promote(ImageConsumer.account('111122223333'))).message).toBe(
    '`gate` must be a ScanGate, got a mapping. Create one, for example with ScanGate.basic()',
  );
});
