import { buildGraph } from '../../../lib/review/templates/build-graph';
import { type LoadedTemplate } from '../../../lib/review/read/loaded-template';
import { shownText } from '../../../lib/review/texts/symbolic-text';
import { type DeployEnvironment, type TemplateGraph } from '../../../lib/review/templates/template-graph';
import { account, region } from '../../synthesis';

/**
 * A value with its unresolved values as people read them. Fails if one of the two marks is anywhere else. The properties as they are
 * written are left out, because they are compared only, and never shown.
 */
export function shown<T>(value: T): T {
  const withoutWritten = (key: string, item: unknown) => (key === 'written' ? undefined : item);
  const text = shownText(value === undefined ? 'null' : JSON.stringify(value, withoutWritten));
  expect(text).not.toMatch(/[\u{E000}\u{E001}]/u);
  return JSON.parse(text) as T;
}

/** A template as it was read from a file; its account and Region are known unless said otherwise. */
export function loaded(
  body: unknown,
  env: Partial<DeployEnvironment> = { account, region },
  name = 'Stack',
): LoadedTemplate {
  return { name, file: `${name}.json`, body, env };
}

export function graphOf(body: unknown, env?: Partial<DeployEnvironment>): TemplateGraph {
  return shown(buildGraph([loaded(body, env)]));
}

/** The results of a value of a template, one for each combination of its conditions. */
export function valuesOf(
  value: unknown,
  parts: Readonly<Record<string, unknown>> = {},
  env?: Partial<DeployEnvironment>,
): { value: unknown; when: readonly string[] }[] {
  const resources = { ...(parts.Resources as object | undefined), Probe: { Type: 'Probe', Properties: { value } } };
  return graphOf({ ...parts, Resources: resources }, env)
    .resources.filter(({ type }) => type === 'Probe')
    .map(({ properties, when }) => ({ value: properties.value, when }));
}

/** The only result of a value that depends on no open condition. */
export function valueOf(...parts: Parameters<typeof valuesOf>): unknown {
  const [only, ...others] = valuesOf(...parts);
  expect(others).toEqual([]);
  return only?.value;
}
