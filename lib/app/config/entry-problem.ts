import { type BuildConfig, pathOfKey } from './builds/built-images';
import { type ConfigProblem } from './problem';
import { fields } from './unvalidated';

/**
 * Locates the problems that constructs find in an entry: at the key that a message names if the entry has this key, and
 * otherwise at the entry as a whole.
 *
 * @param mappings the keys of mappings in the entry whose keys a message may name too.
 */
export function inEntry(path: string, value: object, mappings: readonly string[] = []) {
  return (message: string): ConfigProblem => {
    const [, named = '', text = ''] = /^`([^`]+)` (.*)$/s.exec(message) ?? [];
    // The deployments of other environments are not in the list of a construct, so its indexes are others.
    if (named === '' || named.startsWith('deploys[')) return { path, message };
    for (const holder of ['', ...mappings]) {
      const below = pathBelow(holder === '' ? value : fields(value)[holder], named);
      if (below === undefined) continue;
      return { path: [path, holder, below].filter((part) => part !== '').join('.'), message: text };
    }
    return { path, message };
  };
}

/** Locates the problems of a build. An image of several may have a key from the entry of all of them. */
export function inBuild(build: BuildConfig, value: object, mappings: readonly string[]) {
  const locate = inEntry('', value, mappings);
  return (message: string): ConfigProblem => {
    const { path, ...problem } = locate(message);
    const [key = ''] = /^\w+/.exec(path) ?? [];
    return { ...problem, path: key === '' ? build.path : `${pathOfKey(build, key)}${path.slice(key.length)}` };
  };
}

/**
 * The rest of a path in a value, as the file writes it, or undefined if the value does not have it. A name that the constructs
 * have as a key may be in a list there, such as `[0].value`.
 */
function pathBelow(value: unknown, rest: string): string | undefined {
  if (rest === '') return '';
  const [, index, further = ''] = /^\[(\d+)\](.*)$/s.exec(rest) ?? [];
  if (index !== undefined) {
    const below =
      Array.isArray(value) && Number(index) < value.length ? pathBelow(value[Number(index)], further) : undefined;
    return below === undefined ? undefined : `[${index}]${below}`;
  }
  const name = rest.replace(/^\./, '');
  if (Array.isArray(value)) return pathOfNamed(value, name);
  for (const key of [name, /^\w+/.exec(name)?.[0] ?? '']) {
    if (!Object.hasOwn(fields(value), key)) continue;
    const below = pathBelow(fields(value)[key], name.slice(key.length));
    if (below !== undefined) return `${rest.startsWith('.') ? '.' : ''}${key}${below}`;
  }
  return undefined;
}

/** The path of the item of a list that has a name. */
function pathOfNamed(items: readonly unknown[], name: string): string | undefined {
  const index = items.findIndex((item) => ['name', 'key', 'id'].some((key) => fields(item)[key] === name));
  if (index < 0) return undefined;
  return fields(items[index]).value === undefined ? `[${index}]` : `[${index}].value`;
}
