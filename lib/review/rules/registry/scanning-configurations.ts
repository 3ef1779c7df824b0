import { type GraphResource, type TemplateGraph } from '../../templates/template-graph';
import { hasUnresolved } from '../../texts/symbolic-text';
import { oncePerGraph } from '../once-per-graph';
import { fieldsOf, listOf, textOf } from '../shape';

/** How a registry scans images, as far as the template shows it. */
export interface ScanningConfiguration {
  readonly resource: GraphResource;
  readonly type: 'BASIC' | 'ENHANCED';
  /** The filters of the rules that scan without a user. */
  readonly filters: readonly string[];
}

/** The configurations whose type and filters the templates show. */
export const scanningConfigurations = oncePerGraph(({ resources }: TemplateGraph): readonly ScanningConfiguration[] =>
  resources
    .filter(({ type }) => type === 'AWS::ECR::RegistryScanningConfiguration')
    .flatMap((resource) => configurationOf(resource)),
);

function configurationOf(resource: GraphResource): ScanningConfiguration[] {
  const { ScanType: type, Rules: rules = [] } = resource.properties;
  if ((type !== 'BASIC' && type !== 'ENHANCED') || !Array.isArray(rules)) return [];
  const frequencies = rules.map((rule) => textOf(fieldsOf(rule).ScanFrequency));
  if (frequencies.some((frequency) => frequency === undefined || hasUnresolved(frequency))) return [];
  const filters = (rules as unknown[])
    .filter((_, index) => frequencies[index] !== 'MANUAL')
    .flatMap((rule) => listOf(fieldsOf(rule).RepositoryFilters))
    .map((filter) => textOf(fieldsOf(filter).Filter));
  if (filters.some((filter) => filter === undefined || hasUnresolved(filter))) return [];
  return [{ resource, type, filters: filters as string[] }];
}

/** The words for images that no rule matches. */
export const unscanned = {
  BASIC: 'ECR scans them only if a user starts the scan',
  ENHANCED: 'ECR does not scan them',
} as const;
