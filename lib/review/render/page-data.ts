import { type Decision, type Operation } from '../access/access-row';

/** The JSON in a page. The page's script draws the picture and filters the tables with it. */
export interface PageData {
  readonly principals: readonly PagePrincipal[];
  readonly repositories: readonly PageRepository[];
  /** The repositories without access, by their indices in `repositories`. */
  readonly closed: readonly number[];
  /** A row for each `data-row` of the tables, in their order. */
  readonly rows: readonly PageRow[];
}

/** How a row of a comparison differs from before. */
export type AccessChangeKind = 'added' | 'removed' | 'widened' | 'narrowed';

export type PagePrincipal = readonly [name: string, kind: string, account: string];

/** A repository and the frame of the picture that it is drawn in. */
export type PageRepository = readonly [name: string, frame: string];

export type PageRow = readonly [
  principals: readonly number[],
  repositories: readonly number[],
  /** The role that acts for the principals; empty if they act themselves. */
  role: string,
  operations: readonly Operation[],
  /** The surest first. */
  decisions: readonly Decision[],
  /** Set in a comparison alone. */
  change?: AccessChangeKind,
];
