/** A contributor from another company who pushes images for workflows. */
export interface Contributor {
  readonly name: string;
  /** The time from which the contributor may not push any more. */
  readonly expiresAt: string;
}

export const contributors: readonly Contributor[] = [
  { name: 'alice', expiresAt: '2027-06-30T00:00:00Z' },
  { name: 'bob', expiresAt: '2027-12-24T18:00:00+01:00' },
];
