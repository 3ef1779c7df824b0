import { type TeamFile } from './team-file';

/** A team of the config. */
export interface Team extends Pick<TeamFile, 'team' | 'owners' | 'prefixes' | 'tags'> {
  /** The name of its file, as messages show it. */
  readonly file: string;
}
