import { type TemplateGraph, type TemplateSource } from '../templates/template-graph';
import { oncePerGraph } from './once-per-graph';
import { type FoundProblem } from './review-rule';
import { shown } from './shown';

/**
 * The names of resources that have several, by their locations. Conditions of the template decide which name is used.
 */
const otherNamesIn = oncePerGraph(({ identities, repositories }: TemplateGraph): ReadonlyMap<string, string[]> => {
  const names = new Map<string, Set<string>>();
  for (const { resource, name } of [...identities, ...repositories]) {
    const key = keyOf(resource.source);
    const some = names.get(key);
    if (some) some.add(shown(name));
    else names.set(key, new Set([shown(name)]));
  }
  return new Map([...names].filter(([, some]) => some.size > 1).map(([key, some]) => [key, [...some].sort()]));
});

/** A mark for a name that differs. No message contains it. */
const nameMark = '\u0000';

/** Reports a resource that may have several names only once, with all of them. */
export function oncePerName(problems: readonly FoundProblem[], graph: TemplateGraph): readonly FoundProblem[] {
  const names = otherNamesIn(graph);
  if (names.size === 0) return problems;
  const found = new Map<string, { readonly problem: FoundProblem; readonly named: string[] }>();
  for (const problem of problems) {
    const all = names.get(keyOf(problem.source)) ?? namedIn(problem, names);
    const name = all.find((one) => problem.message.includes(`'${one}'`));
    const message = name === undefined ? problem.message : problem.message.replaceAll(`'${name}'`, nameMark);
    const key = JSON.stringify([keyOf(problem.source), problem.severity, message]);
    const known = found.get(key) ?? { problem: { ...problem, message }, named: [] };
    if (name !== undefined && !known.named.includes(name)) known.named.push(name);
    found.set(key, known);
  }
  return [...found.values()].map(({ problem, named }) => ({
    ...problem,
    message:
      named.length === 0
        ? problem.message
        : problem.message.replaceAll(nameMark, () =>
            [...named]
              .sort()
              .map((one) => `'${one}'`)
              .join(' or '),
          ),
  }));
}

/** The names of the resource that a message names, if its source is another resource, such as a policy of the role. */
function namedIn({ message }: FoundProblem, names: ReadonlyMap<string, string[]>): string[] {
  return [...names.values()].find((some) => some.some((one) => message.includes(`'${one}'`))) ?? [];
}

function keyOf({ template, logicalId }: TemplateSource): string {
  return `${template}\n${logicalId}`;
}
