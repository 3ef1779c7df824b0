import { type Severity } from '../rules/finding';
import { type ReviewedChange } from '../report/review-report';
import { type Comparison } from './comparison';

/** The kinds of changes that are found in resources, the worst first. All except `opened` destroy something, or may do so. */
export const foundKinds = [
  'deleted',
  'replaced',
  'renamed',
  'moved',
  'retention shrinks',
  'protection lowered',
  'opened',
  'orphaned',
  'unknown',
] as const;

type FoundKind = (typeof foundKinds)[number];

/** How each kind of change is counted in a sentence, and how bad it is. */
const facts: Readonly<Record<FoundKind, readonly [words: string, severity: Severity]>> = {
  deleted: ['deleted', 'error'],
  replaced: ['replaced', 'error'],
  renamed: ['renamed', 'error'],
  moved: ['moved', 'error'],
  'retention shrinks': ['with shorter retention', 'warning'],
  'protection lowered': ['with less protection', 'warning'],
  opened: ['opened', 'warning'],
  orphaned: ['orphaned', 'warning'],
  unknown: ['unknown', 'warning'],
};

function foundKind({ kind }: Pick<ReviewedChange, 'kind'>): FoundKind | undefined {
  return foundKinds.find((one) => one === kind);
}

/** Whether a change destroys or weakens something, or may do so. */
export function isDestructive(change: ReviewedChange): boolean {
  return foundKind(change) !== undefined && !opens(change);
}

/** Whether a change opens something that no row of access is about, such as a KMS key. */
export function opens({ kind }: ReviewedChange): boolean {
  return kind === 'opened';
}

/** Changes that lose images first, then the worst kinds, and otherwise in their order. */
export function orderedByKind(changes: readonly ReviewedChange[]): ReviewedChange[] {
  const order = (change: ReviewedChange) => {
    const kind = foundKind(change);
    const kinds = foundKinds.length;
    return (kind === undefined ? kinds : foundKinds.indexOf(kind)) - (change.losesImages === true ? kinds : 0);
  };
  return [...changes].sort((one, other) => order(one) - order(other));
}

/** How bad a change is. A change that destroys, weakens and opens nothing is a note. */
export function changeSeverity(change: Pick<ReviewedChange, 'kind'>): Severity {
  const kind = foundKind(change);
  return kind === undefined ? 'note' : facts[kind][1];
}

/** The number of changes of each destructive kind, the worst first, such as `2 deleted`. */
export function kindCounts(changes: readonly ReviewedChange[]): string[] {
  return foundKinds.flatMap((kind) => {
    const count = changes.filter((change) => change.kind === kind && isDestructive(change)).length;
    return count === 0 ? [] : [`${count.toLocaleString('en-US')} ${facts[kind][0]}`];
  });
}

/** A kind of change, such as `deleted`. */
export type ChangeKindName = FoundKind | 'acknowledged';

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
