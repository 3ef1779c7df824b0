import { isMapping } from '../values/mapping';
import { apiTypes, type Parameter } from './api-types';
import { isOfType } from './type-problem';

type Accepts = (value: unknown) => boolean;

const known = new Map<string, Accepts>();

/**
 * Whether all arguments plainly have the right types. Nearly all calls of an app pass this, so it writes no paths and looks
 * for no tokens. `wrongArgument` judges the other calls.
 */
export function acceptanceOf(parameters: readonly Parameter[]): (args: readonly unknown[]) => boolean {
  const judges = parameters.map(([written, type]): ((args: readonly unknown[], index: number) => boolean) => {
    const accepts = acceptsType(type);
    if (written.endsWith('...')) return (args, index) => args.slice(index).every(accepts);
    return written.endsWith('?')
      ? (args, index) => args[index] === undefined || accepts(args[index])
      : (args, index) => accepts(args[index]);
  });
  return (args) => judges.every((judge, index) => judge(args, index));
}

/** Looked up when a value is judged, since a struct may contain itself. */
function acceptsType(type: string): Accepts {
  return (value) => {
    const accepts = known.get(type) ?? compile(type);
    known.set(type, accepts);
    return accepts(value);
  };
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
  return props ? compileStruct(props) : (value) => isOfType(type, value);
}

function compileStruct(props: Readonly<Record<string, string>>): Accepts {
  const judges = Object.entries(props).map(([written, type]) => {
    const optional = written.endsWith('?');
    return { name: written.replace('?', ''), optional, accepts: acceptsType(type) };
  });
  return (value) =>
    isMapping(value) &&
    judges.every(({ name, optional, accepts }) => {
      const prop = value[name];
      return (optional && prop === undefined) || accepts(prop);
    });
}
