import { type Severity } from '../rules/finding';
import { type ReviewedChange } from '../report/review-report';
import { type Comparison } from './comparison';

/** The kinds of changes that destroy something, or may do so, the worst first. */
export const destructiveKinds = [
  'deleted',
  'replaced',
  'renamed',
  'moved',
  'retention shrinks',
  'protection lowered',
  'orphaned',
  'unknown',
] as const;

/** How each kind of change is counted in a sentence, and how bad it is. */
const facts: Readonly<Record<(typeof destructiveKinds)[number], readonly [words: string, severity: Severity]>> = {
  deleted: ['deleted', 'error'],
  replaced: ['replaced', 'error'],
  renamed: ['renamed', 'error'],
  moved: ['moved', 'error'],
  'retention shrinks': ['with shorter retention', 'warning'],
  'protection lowered': ['with less protection', 'warning'],
  orphaned: ['orphaned', 'warning'],
  unknown: ['unknown', 'warning'],
};

/** The kind of a change, if it destroys or weakens something, or may do so. */
export function destructiveKind({ kind }: Pick<ReviewedChange, 'kind'>): (typeof destructiveKinds)[number] | undefined {
  return destructiveKinds.find((one) => one === kind);
}

export function isDestructive(change: ReviewedChange): boolean {
  return destructiveKind(change) !== undefined;
}

/** Changes with the worst kinds first, and otherwise in their order. */
export function orderedByKind(changes: readonly ReviewedChange[]): ReviewedChange[] {
  const order = (change: ReviewedChange) => {
    const kind = destructiveKind(change);
    return kind === undefined ? destructiveKinds.length : destructiveKinds.indexOf(kind);
  };
  return [...changes].sort((one, other) => order(one) - order(other));
}

/** How bad a change is. A change that destroys nothing is a note. */
export function changeSeverity(change: Pick<ReviewedChange, 'kind'>): Severity {
  const kind = destructiveKind(change);
  return kind === undefined ? 'note' : facts[kind][1];
}

/** The number of changes of each kind, the worst first, such as `2 deleted`. */
export function kindCounts(changes: readonly ReviewedChange[]): string[] {
  return destructiveKinds.flatMap((kind) => {
    const count = changes.filter((change) => change.kind === kind).length;
    return count === 0 ? [] : [`${count.toLocaleString('en-US')} ${facts[kind][0]}`];
  });
}

/** A kind of change, such as `deleted`. */
export type ChangeKindName = (typeof destructiveKinds)[number] | 'acknowledged';

/** A change that was found. */
export interface FoundChange extends ReviewedChange {
  readonly kind: ChangeKindName;
  /** Its rank among the changes of its kind: 0 for images. */
  readonly rank: number;
}

/** One kind of change. A change that only the deployment decides is of the kind `unknown`. */
export interface ChangeKind {
  readonly kind: ChangeKindName;
  find(comparison: Comparison): readonly FoundChange[];
}
