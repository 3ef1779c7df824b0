import { fieldsOf, isTrue, listOf, textOf } from '../../rules/shape';
import { oncePerGraph } from '../../rules/once-per-graph';
import { type DeployEnvironment, type TemplateGraph } from '../../templates/template-graph';
import { matchesPattern } from '../../texts/wildcard-match';
import { type ComparedResource } from '../compared-resources';
import { onOff } from './setting';

/**
 * Whether pushed images are scanned, by the setting of the repository or by that of the registry. ECR ignores the setting of a
 * repository if the registry has scanning rules.
 */
export function scanLevel({ resource, name = '' }: ComparedResource, graph: TemplateGraph): number | undefined {
  const filters = scanFilters(graph).get(placeOf(resource.env)) ?? [];
  if (filters.some((filter) => matchesPattern(filter, name) !== 'no')) return 1;
  return onOff(fieldsOf(resource.properties.ImageScanningConfiguration).ScanOnPush, isTrue);
}

function placeOf({ account, region }: DeployEnvironment): string {
  return JSON.stringify([account, region]);
}

/** The patterns of the repositories that each registry scans, by account and Region. */
const scanFilters = oncePerGraph(({ resources }: TemplateGraph): ReadonlyMap<string, readonly string[]> => {
  const filters = new Map<string, string[]>();
  for (const { type, env, properties } of resources) {
    if (type !== 'AWS::ECR::RegistryScanningConfiguration') continue;
    const place = placeOf(env);
    filters.set(place, [...(filters.get(place) ?? []), ...listOf(properties.Rules).flatMap(filtersOf)]);
  }
  return filters;
});

/** The patterns of a rule that scans pushed images. A filter without a wildcard is part of a name. */
export function filtersOf(rule: unknown): string[] {
  const { ScanFrequency: frequency, RepositoryFilters: filters } = fieldsOf(rule);
  if (frequency === 'MANUAL') return [];
  return listOf(filters).flatMap((filter) => {
    const text = textOf(fieldsOf(filter).Filter);
    return text === undefined ? [] : [text.includes('*') ? text : `*${text}*`];
  });
}
