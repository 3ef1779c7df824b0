import { type TemplateSource } from '../templates/template-graph';

/**
 * The severity of a finding. An error grants too much access or fails at deploy, a warning causes trouble later, and a
 * note is good to know.
 */
export type Severity = 'error' | 'warning' | 'note';

/** A problem that a reviewer should know. */
export interface Finding {
  /** The rule's id, such as `oidc-trust-without-subject`. */
  readonly id: string;
  readonly severity: Severity;
  /** The problem in the template, and its consequence. */
  readonly message: string;
  readonly fix: string;
  readonly source: TemplateSource;
  /** Whether only a reviewer's file may acknowledge it, because it grants access to anyone. */
  readonly needsReviewer?: boolean;
  /** The reason for which it was acknowledged. */
  readonly acknowledged?: string;
}
