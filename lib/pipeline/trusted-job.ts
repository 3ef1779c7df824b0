/** The name of a branch or a Git tag, or a pattern of names with `*`. */
export interface TrustedRef {
  readonly kind: 'branch' | 'tag';
  readonly name: string;
  readonly isPattern: boolean;
}

/** The jobs that a role trusts by one subject. */
export interface TrustedJob {
  /** The project or repository, as the subject names it. */
  readonly project: string;
  /** The ref of the job. Undefined if the subject contains none. */
  readonly ref?: TrustedRef;
  /** The id of the deployment environment of the job, if the subject contains one. */
  readonly environment?: string;
  /** Whether the CI system must protect the ref. */
  readonly requiresProtected: boolean;
}

/** One subject of a trust policy, and the claims that it requires in addition. */
export interface TrustedSubject {
  readonly subject: string;
  /** Whether `*` and `?` in the subject stand for other text. */
  readonly isPattern: boolean;
  readonly required: Readonly<Record<string, string>>;
}
