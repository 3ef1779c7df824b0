import { type GraphResource, plainText } from '../review/index';
import { isMapping } from '../private/values/mapping';
import { ownerTags } from './config/teams/team-tags';

/** The owners that the tags of a resource name, if its template shows them. */
export function ownersOf({ properties, changedBy }: GraphResource): readonly string[] {
  const { Tags: tags } = properties;
  if (changedBy !== undefined || !Array.isArray(tags)) return [];
  const found: unknown = tags.find((tag) => isMapping(tag) && tag.Key === ownerTags.owners);
  const value = isMapping(found) ? found.Value : undefined;
  return typeof value === 'string'
    ? value
        .split(' ')
        .filter((owner) => owner !== '')
        .map(plainText)
    : [];
}
