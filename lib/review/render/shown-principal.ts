import { everyone } from '../access/principal-kind';
import { type AccessEntry } from './access-entries';

/** The name and the kind of a principal, as a reader knows it. */
export interface ShownPrincipal {
  readonly name: string;
  /** Empty if it is not known. */
  readonly kind: string;
}

/**
 * A principal of an entry. `*` is the organizations or accounts to which the conditions of this entry limit it. Another
 * entry of the same report may have `*` for anyone.
 *
 * @param kind the kind of the principal in the report. The comparison of two reports has no kinds.
 */
export function shownPrincipal(
  principal: string,
  { alternatives }: Pick<AccessEntry, 'alternatives'>,
  kind = '',
): ShownPrincipal {
  return principal === '*' ? everyone(alternatives.map(({ conditions }) => conditions)) : { name: principal, kind };
}
