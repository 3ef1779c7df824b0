import { Construct } from 'constructs';
import { InvalidInputError } from '../validation/validation';
import { apiTypes, type Parameter } from './api-types';
import { acceptanceOf } from './type-acceptance';
import { addClass, wrongArgument } from './type-problem';

type AnyClass = abstract new (...args: never[]) => object;
type Constructor = new (...args: unknown[]) => object;
type Method = (this: unknown, ...args: readonly unknown[]) => unknown;

/**
 * Decorates a class of the public API. Its constructor and its methods name the construct in the errors that they throw,
 * and refuse values whose types are wrong with one clear message.
 */
export function publicApi<T extends { readonly prototype: object }>(
  target: T,
  { name = '' }: { name?: string | undefined },
): T {
  const calls = apiTypes.calls[name] ?? {};
  for (const [method, parameters] of Object.entries(calls)) {
    for (const owner of [target, target.prototype]) guardMethod(owner, method, parameters);
  }
  addClass(name, target as unknown as AnyClass);
  return calls.new ? guardConstructor(target, calls.new) : target;
}

function guardMethod(owner: object, method: string, parameters: readonly Parameter[]): void {
  const descriptor = Object.getOwnPropertyDescriptor(owner, method);
  const original = descriptor?.value as Method | undefined;
  if (typeof original !== 'function' || method === 'new') return;
  const accepts = acceptanceOf(parameters);
  const value: Method = function (...args) {
    let result;
    try {
      result = Reflect.apply(original, this, args);
    } catch (error) {
      throw refusal(parameters, args, pathOf(this) ?? pathOf(args[0]), error);
    }
    if (!accepts(args)) refuseWrongType(parameters, args, pathOf(this) ?? pathOf(args[0]));
    return result;
  };
  Object.defineProperty(owner, method, { ...descriptor, value });
}

const firstCalls = new WeakMap<object, NewableFunction>();

/** The function that runs first when a class is called with `new`. A stack of calls that is cut there begins at the user's. */
export function firstCallOf(constructor: NewableFunction): NewableFunction {
  return firstCalls.get(constructor) ?? constructor;
}

function guardConstructor<T extends object>(target: T, parameters: readonly Parameter[]): T {
  const accepts = acceptanceOf(parameters);
  const construct = (original: T, args: unknown[], newTarget: NewableFunction): object => {
    // JavaScript makes a hidden class for each object whose `new.target` is a proxy, and all that reads it becomes slow.
    const constructor = (newTarget as unknown) === guarded ? original : newTarget;
    let made;
    try {
      made = Reflect.construct<unknown[], object>(original as Constructor, args, constructor as Constructor);
    } catch (error) {
      throw refusal(parameters, args, newPath(args), error);
    }
    if (!accepts(args)) refuseWrongType(parameters, args, newPath(args));
    return made;
  };
  const guarded = new Proxy(target, { construct });
  firstCalls.set(target, construct as unknown as NewableFunction);
  return guarded;
}

/** The error of a call that failed. Its own message is more exact than that of a wrong type, so the types come second. */
function refusal(
  parameters: readonly Parameter[],
  args: readonly unknown[],
  path: string | undefined,
  error: unknown,
): unknown {
  if (error instanceof InvalidInputError) return error.at(path);
  refuseWrongType(parameters, args, path);
  return error;
}

function refuseWrongType(parameters: readonly Parameter[], args: readonly unknown[], path: string | undefined): void {
  const wrong = wrongArgument(parameters, args);
  if (wrong) throw new InvalidInputError(`\`${wrong.path}\` ${wrong.problem ?? ''}`).at(path);
}

/** The path of a construct, or of the repository that an object is about. */
function pathOf(value: unknown): string | undefined {
  const { repository } = (value ?? {}) as { readonly repository?: unknown };
  const construct = [value, repository].find((one) => Construct.isConstruct(one));
  return construct?.node.path;
}

function newPath([scope, id]: readonly unknown[]): string | undefined {
  if (!Construct.isConstruct(scope)) return undefined;
  return [scope.node.path, String(id)].filter((part) => part !== '').join('/');
}
