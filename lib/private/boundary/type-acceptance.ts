import { isMapping } from '../values/mapping';
import { apiTypes, type Parameter } from './api-types';
import { type Accepts, acceptsNamed } from './type-problem';

const known = new Map<string, Accepts>();

/**
 * Whether all arguments plainly have the right types. Nearly all calls of an app pass this, so it writes no paths, makes no
 * objects and looks for no tokens. `wrongArgument` checks the other calls.
 */
export function acceptanceOf(parameters: readonly Parameter[]): (args: readonly unknown[]) => boolean {
  const checks = parameters.map(([written, type]) => {
    const accepts = acceptsType(type);
    if (!written.endsWith('...')) return acceptsAt(written.endsWith('?') ? optional(accepts) : accepts);
    return (args: readonly unknown[], start: number): boolean => {
      for (let index = start; index < args.length; index += 1) if (!accepts(args[index])) return false;
      return true;
    };
  });
  return (args) => {
    for (let index = 0; index < checks.length; index += 1) if (!checks[index]?.(args, index)) return false;
    return true;
  };
}

function acceptsAt(accepts: Accepts) {
  return (args: readonly unknown[], index: number): boolean => accepts(args[index]);
}

function optional(accepts: Accepts): Accepts {
  return (value) => value === undefined || accepts(value);
}

/** Compiled when the first value is checked, since a struct may contain itself, and a class may be loaded later. */
function acceptsType(type: string): Accepts {
  let accepts: Accepts | undefined;
  return (value) => (accepts ??= compiled(type))(value);
}

function compiled(type: string): Accepts {
  const accepts = known.get(type) ?? compile(type);
  known.set(type, accepts);
  return accepts;
}

function compile(type: string): Accepts {
  if (type === 'any') return () => true;
  if (type.endsWith('[]')) {
    const accepts = acceptsType(type.slice(0, -2));
    return (value) => Array.isArray(value) && value.every(accepts);
  }
  if (type.startsWith('{')) {
    const accepts = acceptsType(type.slice(1, -1));
    return (value) => isMapping(value) && Object.values(value).every(accepts);
  }
  const { props } = apiTypes.types[type] ?? {};
  return props ? compileStruct(props) : acceptsNamed(type);
}

function compileStruct(props: Readonly<Record<string, string>>): Accepts {
  const checks = Object.entries(props).map(([written, type]) => ({
    name: written.replace('?', ''),
    accepts: written.endsWith('?') ? optional(acceptsType(type)) : acceptsType(type),
  }));
  return (value) => {
    if (!isMapping(value)) return false;
    for (const { name, accepts } of checks) if (!accepts(value[name])) return false;
    return true;
  };
}
