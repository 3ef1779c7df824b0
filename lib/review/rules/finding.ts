import { type TemplateSource } from '../templates/template-graph';

/** How bad a finding is. An error opens access or fails at deploy, a warning causes trouble later, a note is good to know. */
export type Severity = 'error' | 'warning' | 'note';

/** Something that a reviewer should know. */
export interface Finding {
  /** The rule, such as `github-trust-without-subject`. */
  readonly id: string;
  readonly severity: Severity;
  /** What the template contains, and what can happen because of it. */
  readonly message: string;
  readonly fix: string;
  readonly source: TemplateSource;
  /** Whether only a reviewer's file may acknowledge it, because it opens access to anyone. */
  readonly needsReviewer?: boolean;
  /** The reason of its acknowledgement. */
  readonly acknowledged?: string;
}
