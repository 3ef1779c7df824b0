import { type RegistryConfig } from '../schema';
import { type Team } from './team';

/** The keys of the tags with the team and the owners of a resource. `show` and the guides read them from templates. */
export const ownerTags = { team: 'ecr-publishing:team', owners: 'ecr-publishing:owners' } as const;

/** The tags of all resources of a team. A tag accepts no commas. */
export function tagsOfTeam({
  team,
  owners,
  tags,
}: Pick<Team, 'team' | 'owners' | 'tags'>): Readonly<Record<string, string>> {
  return { ...tags, [ownerTags.team]: team, [ownerTags.owners]: owners.join(' ') };
}

/** The tags of each team of a config, by its name. */
const byConfig = new WeakMap<RegistryConfig, ReadonlyMap<string, Readonly<Record<string, string>>>>();

/** The tags that an entry has because of its team. */
export function teamTagsOf(
  config: RegistryConfig,
  { team }: { readonly team?: string },
): Readonly<Record<string, string>> | undefined {
  if (team === undefined) return undefined;
  const tags = byConfig.get(config) ?? new Map((config.teams ?? []).map((one) => [one.team, tagsOfTeam(one)]));
  byConfig.set(config, tags);
  return tags.get(team);
}
