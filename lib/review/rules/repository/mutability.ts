import { type RepositoryNode } from '../../template-graph';
import { fieldsOf, listOf, textOf } from '../shape';

/** How a repository's tags may move. */
export interface Mutability {
  /** Undefined where it is not known. */
  readonly setting: string | undefined;
  /** Tags or patterns that differ from the others. */
  readonly exclusions: readonly string[];
}

export function mutabilityOf({ resource: { properties } }: RepositoryNode): Mutability {
  const setting = properties.ImageTagMutability ?? 'MUTABLE';
  const exclusions = listOf(properties.ImageTagMutabilityExclusionFilters).flatMap((filter) => {
    const value = textOf(fieldsOf(filter).ImageTagMutabilityExclusionFilterValue);
    return value === undefined ? [] : [value];
  });
  return { setting: textOf(setting), exclusions };
}

/** Whether a repository's name says that its images were approved: those must never be replaced. */
export function isForApproved({ name }: RepositoryNode): boolean {
  return /(^|[-_./])(approved|released?|golden|trusted)($|[-_./])/.test(name);
}
