/** A script in two parts: the functions that it defines at its top level, by name, and its commands. */
interface ShellParts {
  readonly functions: ReadonlyMap<string, string>;
  readonly commands: string;
}

/** A function on one line, or on several of which the last is its closing bracket. */
const definition = /^(\w+)\(\) (?:\{.*\}|[{(](?:.*[^})])?\n[^]*?^[})])\n/gm;

function partsOf(script: string): ShellParts {
  const functions = new Map([...script.matchAll(definition)].map(([text, name = '']) => [name, text]));
  return { functions, commands: script.replace(definition, '') };
}

/**
 * Joins scripts into a few that a linter reads faster. Each function and each list of commands is in at least one of them. No
 * script has two functions of one name. Each list of commands is in a function, so that `exit` does not end the others.
 */
export function withoutRepetition(scripts: readonly string[]): string[] {
  const parts = scripts.map(partsOf);
  const variants = new Map<string, Set<string>>();
  for (const [name, text] of parts.flatMap(({ functions }) => [...functions]))
    variants.set(name, (variants.get(name) ?? new Set()).add(text));
  const commands = [...new Set(parts.map((part) => part.commands))];
  const calls = commands.map(
    (text, index) => `commands_${index}() {\n${text}\n}\nif [[ "$1" == ${index} ]]; then commands_${index}; fi\n`,
  );
  const count = Math.max(1, ...[...variants.values()].map(({ size }) => size));
  return Array.from({ length: count }, (_, index) => {
    const functions = [...variants.values()].map((texts) => [...texts][index] ?? [...texts][0] ?? '');
    return [...functions, ...calls].join('');
  });
}
