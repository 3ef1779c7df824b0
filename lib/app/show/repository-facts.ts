import { type GraphResource, plainText, tagMobility } from '../../review/index';
import { isMapping } from '../../private/values/mapping';
import { listed } from './who';

/** The tags that a push can move to another image. By default, ECR lets all tags move. */
export function tagWords(resource: GraphResource): string {
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
 * @param registryDecides whether the registry has a scanning configuration, which decides instead of the repository.
 */
export function scanWords({ properties }: GraphResource, registryDecides: boolean): string {
  if (registryDecides) return "scanned as the registry's scanning configuration says";
  const { ImageScanningConfiguration: configuration } = properties;
  const scan = isMapping(configuration) ? configuration.ScanOnPush : configuration;
  if (scan === true || scan === 'true') return 'scanned on push';
  if (scan === undefined || scan === false || scan === 'false') return 'not scanned on push';
  return 'unknown whether a push starts a scan';
}
