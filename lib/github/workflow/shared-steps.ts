import { YamlAlias, YamlAnchor, type YamlMapping, YamlNote, type YamlValue } from './yaml-value';

/**
 * The jobs, in which a step that is equal to one of an earlier job is a reference to it.
 *
 * @see https://docs.github.com/en/actions/reference/workflows-and-actions/reusing-workflow-configurations#yaml-anchors-and-aliases
 */
export function shareSteps(jobs: YamlMapping): YamlMapping {
  const all = Object.values(jobs).flatMap((job) => stepsOf(job).map(textOf));
  const names = new Map<string, string>();
  const shared = (step: YamlValue): YamlValue => {
    const text = textOf(step);
    const known = names.get(text);
    if (known !== undefined) return new YamlAlias(known);
    if (all.indexOf(text) === all.lastIndexOf(text)) return step;
    const name = freeName(nameOf(step), new Set(names.values()));
    names.set(text, name);
    return new YamlAnchor(name, step);
  };
  return Object.fromEntries(
    Object.entries(jobs).map(([id, job]) => {
      const mapping = { ...mappingOf(job), steps: stepsOf(job).map(shared) };
      return [id, job instanceof YamlNote ? new YamlNote(mapping, job.above) : mapping];
    }),
  );
}

function textOf(step: YamlValue): string {
  return JSON.stringify(step);
}

function stepsOf(job: YamlValue | undefined): readonly YamlValue[] {
  return (mappingOf(job).steps ?? []) as readonly YamlValue[];
}

function mappingOf(value: YamlValue | undefined): YamlMapping {
  return ((value instanceof YamlNote ? value.value : value) ?? {}) as YamlMapping;
}

/** The first words of the name of a step, as the name of an anchor. */
function nameOf(step: YamlValue): string {
  const { name } = mappingOf(step);
  const words = typeof name === 'string' ? name.toLowerCase().match(/[a-z0-9]+/g) : null;
  return words?.slice(0, 3).join('-') ?? 'step';
}

function freeName(name: string, taken: ReadonlySet<string>): string {
  const names = [name, ...Array.from(taken, (_, index) => `${name}-${index + 2}`)];
  return names.find((each) => !taken.has(each)) ?? name;
}
