import { type GraphResource, plainText, tagMobility } from '../../review/index';
import { isMapping } from '../../private/values/mapping';
import { listed } from './who';

/** The tags that a push can move to another image. By default, ECR lets all tags move. */
export function tagWords(resource: GraphResource): string {
  if (resource.changedBy !== undefined) return 'unknown which tags move';
  const { setting, exclusions, knowsExclusions } = tagMobility(resource);
  const hasExclusions = setting?.endsWith('_WITH_EXCLUSION') ?? false;
  if (setting === undefined || (hasExclusions && !knowsExclusions)) return 'unknown which tags move';
  const except = hasExclusions ? listed(exclusions.map(plainText)) : '';
  if (setting.startsWith('IMMUTABLE'))
    return except === '' ? 'no tag moves' : `only ${except} ${exclusions.length > 1 ? 'move' : 'moves'}`;
  return except === '' ? 'every tag can move' : `every tag can move except ${except}`;
}

/**
 * Whether a push starts a scan.
 *
 * @param registry the scanning configurations of its registry. They decide instead of the repository.
 */
export function scanWords({ properties, changedBy }: GraphResource, registry: readonly GraphResource[]): string {
  const openly = 'unknown whether a push starts a scan';
  if (registry.some(({ when }) => when.length === 0)) return "scanned as the registry's scanning configuration says";
  if (registry.length > 0 || changedBy !== undefined) return openly;
  const { ImageScanningConfiguration: configuration } = properties;
  const scan = isMapping(configuration) ? configuration.ScanOnPush : configuration;
  if (scan === true || scan === 'true') return 'scanned on push';
  if (scan === undefined || scan === false || scan === 'false') return 'not scanned on push';
  return openly;
}
