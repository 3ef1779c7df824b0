import { repositoryPrefixRule } from '../../../private/oci/repository-prefix';
import { type ConfigFile } from '../reading/config-files';
import { fields, listOf } from '../unvalidated';

/** The prefixes of a team as they are written, without those that are not valid. */
export interface TeamPrefixes {
  readonly file: ConfigFile;
  readonly team: string;
  readonly prefixes: readonly { readonly prefix: string; readonly path: string }[];
}

export function teamPrefixes(file: ConfigFile): TeamPrefixes {
  const { team, prefixes } = fields(file.data);
  return {
    file,
    team: typeof team === 'string' ? team : '',
    prefixes: listOf(prefixes).flatMap((prefix, index) =>
      typeof prefix === 'string' && repositoryPrefixRule(prefix) === undefined
        ? [{ prefix, path: `prefixes[${index}]` }]
        : [],
    ),
  };
}

/** The start of the names of a team's roles, builds and contributors. Not all of them may have a slash or a dot. */
export function nameStart(prefix: string): string {
  return prefix.replaceAll(/[/.]/g, '-');
}

/** Whether names could belong to both prefixes. */
export function overlap(one: string, other: string): boolean {
  return one.startsWith(other) || other.startsWith(one) || nameStart(one) === nameStart(other);
}
