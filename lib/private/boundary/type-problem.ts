import { Token } from 'aws-cdk-lib';
import { isMapping } from '../values/mapping';
import { type Problem, listProblem, quote } from '../validation/validation';
import { apiTypes, type CheckedType, type Parameter } from './api-types';

/** A part of the arguments whose type differs from the public API, and the problem. */
export interface WrongType {
  readonly path: string;
  readonly problem: Problem;
}

/** The classes of this library by their names, each added when it is loaded. */
const classes = new Map<string, abstract new (...args: never[]) => unknown>();

/** Lets values of the class be recognized. */
export function addClass(name: string, loaded: abstract new (...args: never[]) => unknown): void {
  classes.set(name, loaded);
}

/**
 * The first argument whose type is wrong. Callers from JavaScript pass anything. The compiler and jsii refuse it for
 * callers from other languages. An unresolved token passes.
 */
export function wrongArgument(parameters: readonly Parameter[], args: readonly unknown[]): WrongType | undefined {
  for (const [index, [written, type]] of parameters.entries()) {
    const name = written.replace(/[?.]+$/, '');
    const wrong = written.endsWith('...')
      ? firstWrong(args.slice(index), (value, at) => wrongType(`${name}[${at}]`, type, value))
      : isOmitted(written, args[index])
        ? undefined
        : wrongType(apiTypes.types[type]?.props ? '' : name, type, args[index], name);
    if (wrong) return wrong;
  }
  return undefined;
}

function isOmitted(written: string, value: unknown): boolean {
  return written.endsWith('?') && value === undefined;
}

/** Checks one value. The props of a construct are named by their own paths, so `whole` names the struct itself. */
function wrongType(path: string, type: string, value: unknown, whole = path): WrongType | undefined {
  if (type === 'any' || Token.isUnresolved(value)) return undefined;
  if (type.endsWith('[]')) return wrongList(path, type.slice(0, -2), value);
  if (type.startsWith('{')) return wrongMapping(path, type.slice(1, -1), value);
  const { props } = apiTypes.types[type] ?? {};
  if (props && isMapping(value)) return wrongStruct(path, props, value);
  const problem = valueProblem(type, value);
  return problem === undefined ? undefined : { path: whole, problem };
}

function wrongList(path: string, element: string, value: unknown): WrongType | undefined {
  const problem = listProblem(value);
  if (problem !== undefined) return { path, problem };
  return firstWrong(value as readonly unknown[], (one, at) => wrongType(`${path}[${at}]`, element, one));
}

function wrongMapping(path: string, element: string, value: unknown): WrongType | undefined {
  if (!isMapping(value)) return { path, problem: `must be a mapping, got ${quote(value)}` };
  return firstWrong(Object.entries(value), ([key, one]) => wrongType(`${path}.${key}`, element, one));
}

function wrongStruct(
  path: string,
  props: Readonly<Record<string, string>>,
  value: Readonly<Record<string, unknown>>,
): WrongType | undefined {
  return firstWrong(Object.entries(props), ([written, type]) => {
    const name = written.replace('?', '');
    const prop = value[name];
    return isOmitted(written, prop) ? undefined : wrongType(path === '' ? name : `${path}.${name}`, type, prop);
  });
}

function valueProblem(type: string, value: unknown): Problem {
  if (acceptsNamed(type)(value)) return undefined;
  return `must be ${typeText(type)}, got ${quote(value)}${remedy(type, value)}`;
}

/** Whether a value has a type. */
export type Accepts = (value: unknown) => boolean;

/** Checks values of a type that is neither a list nor a mapping. */
export function acceptsNamed(type: string): Accepts {
  if (type === 'number') return isNumber;
  if (type === 'string' || type === 'boolean') return (value) => typeof value === type;
  const { own, has, object, props, values }: CheckedType = apiTypes.types[type] ?? {};
  if (values) return (value) => values.includes(value as string);
  if (own === true) return (value) => isInstance(type, value);
  if (has !== undefined) return (value) => typeof value === 'object' && value !== null && has in value;
  if (object ?? props) return isMapping;
  return (value) => typeof value === 'string' || isNumber(value); // an enumeration of AWS CDK
}

function isNumber(value: unknown): boolean {
  return typeof value === 'number' && !Number.isNaN(value);
}

function isInstance(name: string, value: unknown): boolean {
  const loaded = classes.get(name);
  return (loaded !== undefined && value instanceof loaded) || isOfOtherCopy(name, value);
}

/** Whether a value is of a class with this name in another copy of the library, such as source next to its build. */
function isOfOtherCopy(name: string, value: unknown): boolean {
  for (let of: unknown = value; typeof of === 'object' && of !== null; of = Object.getPrototypeOf(of)) {
    if ((of as { readonly constructor?: { readonly name?: string } }).constructor?.name === name) return true;
  }
  return false;
}

/** A type as a message names it. */
function typeText(type: string): string {
  if (type === 'boolean') return 'true or false';
  const { values, props }: CheckedType = apiTypes.types[type] ?? {};
  if (values) return `one of ${values.map((one) => quote(one)).join(', ')}`;
  if (props) return `an object with the properties of ${type}`;
  const name = type.slice(type.lastIndexOf('.') + 1);
  return `${/^[aeiou]/i.test(name) ? 'an' : 'a'} ${name}`;
}

function remedy(type: string, value: unknown): string {
  const { factory } = apiTypes.types[type] ?? {};
  if (factory !== undefined) return `. Create one, for example with ${type}.${factory}()`;
  return value === null ? '. Omit it if it is optional' : '';
}

function firstWrong<T>(
  values: readonly T[],
  judge: (value: T, index: number) => WrongType | undefined,
): WrongType | undefined {
  for (const [index, value] of values.entries()) {
    const wrong = judge(value, index);
    if (wrong) return wrong;
  }
  return undefined;
}
