import { type CfnResource, type Stack, Token } from 'aws-cdk-lib';
import { CfnRegistryScanningConfiguration, CfnRepository } from 'aws-cdk-lib/aws-ecr';
import { resourcesOf } from '../private/constructs/second-owner';
import { filterCanMatchBelow, filterMatches } from '../private/oci/scan-filter';
import { quote } from '../private/validation/validation';
import { type GateRules } from './definition/gate-rules';
import { type PromotionEndpoint } from './promotion-route';

const shownFilters = 3;

/** The problems of a gate whose scan the registry of the source does not do, as far as the app sets the registry's scanning. */
export function scanningProblems(stack: Stack, source: PromotionEndpoint, scan: GateRules['scan']): string[] {
  return resourcesOf(stack, CfnRegistryScanningConfiguration.CFN_RESOURCE_TYPE_NAME).flatMap((resource) => {
    if (!(resource instanceof CfnRegistryScanningConfiguration) || resource.cfnOptions.condition) return [];
    const { scanType } = resource;
    if (Token.isUnresolved(scanType)) return [];
    if (scanType.toLowerCase() !== scan) return [typeProblem(resource, scan)];
    const filters = filtersOf(resource);
    const leftOut = filters && leftOutName(stack, source, filters);
    return filters === undefined || leftOut === undefined ? [] : [filterProblem(resource, filters, leftOut)];
  });
}

function typeProblem(resource: CfnRegistryScanningConfiguration, scan: GateRules['scan']): string {
  const other = scan === 'basic' ? 'enhanced' : 'basic';
  return (
    `\`gate\` must be a gate of ${other} scanning, got one of ${scan} scanning. ${ownerOf(resource)} sets ${other} scanning for the ` +
    `registry, so the gate would refuse each image. Use a gate of ${other} scanning, or set ${scan} scanning there.`
  );
}

function filterProblem(resource: CfnResource, filters: readonly string[], name: string): string {
  const more = filters.length > shownFilters ? ` and ${filters.length - shownFilters} more` : '';
  const got = filters.length === 0 ? 'no filter' : filters.slice(0, shownFilters).map(quote).join(', ') + more;
  return (
    `The source must match a filter of the registry's scanning, got ${quote(name)} and ${got}. ${ownerOf(resource)} sets the filters, and ` +
    'the gate would refuse images that no push scans. Add a filter for the source there.'
  );
}

function ownerOf({ node }: CfnResource): string {
  return quote((node.scope ?? { node }).node.path);
}

/** The filters of all frequencies. Undefined if one is known at deployment only. */
function filtersOf(resource: CfnRegistryScanningConfiguration): string[] | undefined {
  const rules: unknown = resource.stack.resolve(resource.rules);
  if (!Array.isArray(rules)) return undefined;
  const lists = rules.map((rule: { repositoryFilters?: unknown }) => rule.repositoryFilters);
  if (!lists.every((list) => Array.isArray(list))) return undefined;
  const filters = lists.flat().map((one: { filter?: unknown }) => one.filter);
  return filters.every((filter) => typeof filter === 'string') ? filters : undefined;
}

/** The name of the source, or of a repository below its prefix, if no filter matches it. */
function leftOutName(stack: Stack, source: PromotionEndpoint, filters: readonly string[]): string | undefined {
  const { name, repository } = source;
  if (Token.isUnresolved(name)) return undefined;
  const isLeftOut = (one: string) => !filters.some((filter) => filterMatches(filter, one));
  if (repository) return isLeftOut(name) ? name : undefined;
  if (!filters.some((filter) => filterCanMatchBelow(filter, name))) return `${name}*`;
  return namesBelow(stack, name).find(isLeftOut);
}

function namesBelow(stack: Stack, prefix: string): string[] {
  return resourcesOf(stack, CfnRepository.CFN_RESOURCE_TYPE_NAME).flatMap((one) => {
    const name = one instanceof CfnRepository ? one.repositoryName : undefined;
    return name === undefined || Token.isUnresolved(name) || !name.startsWith(prefix) ? [] : [name];
  });
}
