/** Somebody of another company who sends images for workflows. */
export interface Contributor {
  readonly name: string;
  /** From then on nothing is allowed. */
  readonly expiresAt: string;
}

export const contributors: readonly Contributor[] = [
  { name: 'alice', expiresAt: '2026-12-01T00:00:00Z' },
  { name: 'bob', expiresAt: '2026-12-24T18:00:00+01:00' },
];
