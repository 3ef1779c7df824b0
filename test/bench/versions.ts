/** The three ways of writing the same registry; each names its file below `apps/`. */
export const versions = ['ours', 'plain-l2', 'literal-l1'] as const;

export type Version = (typeof versions)[number];

/** The short names in the tables. */
export const labels: Record<Version, string> = { ours: 'ours', 'plain-l2': 'L2', 'literal-l1': 'L1' };
