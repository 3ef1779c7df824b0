import { partitionOfRegion } from '../../private/aws/region-partition';
import { type LoadedTemplate } from './loaded-template';
import { type Place } from '../templates/template-graph';
import { refuse } from './input-error';

const words: Readonly<Record<keyof Place, string>> = {
  account: 'account',
  region: 'Region',
  partition: 'partition',
};

/**
 * Adds a known account, Region and partition to templates whose assembly does not fix them.
 *
 * @throws ReviewInputError if an assembly fixes another one.
 */
export function withPlace(templates: readonly LoadedTemplate[], known: Partial<Place>): LoadedTemplate[] {
  for (const { name, place } of templates) {
    refuseOther(name, 'account', place.account, known.account);
    refuseOther(name, 'region', place.region, known.region);
    refuseOther(name, 'partition', place.partition ?? partitionOf(place), known.partition);
  }
  return templates.map((template) => ({ ...template, place: { ...known, ...template.place } }));
}

function partitionOf({ region }: Partial<Place>): string | undefined {
  return region === undefined ? undefined : partitionOfRegion(region);
}

function refuseOther(name: string, part: keyof Place, fixed: string | undefined, given: string | undefined): void {
  if (fixed === undefined || given === undefined || fixed === given) return;
  refuse(
    `--${part}`,
    `contradicts the cloud assembly: stack '${name}' is for ${words[part]} ${fixed}, not ${given}. Leave --${part} out, or review the other templates alone.`,
  );
}
