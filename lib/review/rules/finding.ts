import { type TemplateSource } from '../templates/template-graph';

/** How bad a finding is: an error opens something or breaks at deploy, a warning bites later, a note is good to know. */
export type Severity = 'error' | 'warning' | 'note';

/** Something that a reviewer should know. */
export interface Finding {
  /** The rule, like `github-trust-without-subject`. */
  readonly id: string;
  readonly severity: Severity;
  /** What is there and what can happen by it. */
  readonly message: string;
  readonly fix: string;
  readonly source: TemplateSource;
  /** Whether only a reviewer's own file may acknowledge it: it opens something to everyone. */
  readonly needsReviewer?: boolean;
  /** Why it is meant, where somebody has acknowledged it. */
  readonly acknowledged?: string;
}
