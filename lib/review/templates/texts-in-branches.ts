import { type Assumption } from './assumptions';
import { branchesOf } from './branches';
import { type TemplateReader } from './template-reader';
import { textsIn } from './graph-resources';

/** A text of a list, and the assumptions under which it is in the list. */
export interface TextInBranch {
  readonly text: string;
  readonly assumptions: readonly Assumption[];
}

/** If the conditions in one item have more cases than this, its cases are not read one by one. */
const mostVariants = 8;

/**
 * The texts of a list, such as names of roles or ARNs of policies, each with the assumptions under which it is in the
 * list.
 */
export function textsInBranches(
  raw: unknown,
  reader: TemplateReader,
  assumptions: readonly Assumption[],
): TextInBranch[] {
  return branchesOf(raw, reader, assumptions).flatMap((branch) => {
    const variants = reader.variants(branch.assumptions, mostVariants, (reading) => reading.resolve(branch.raw)) ?? [
      { value: reader.flatReading(branch.assumptions).resolve(branch.raw), assumptions: branch.assumptions },
    ];
    return variants.flatMap((variant) => {
      return textsIn(variant.value).map((text) => ({ text, assumptions: variant.assumptions }));
    });
  });
}
