import { type Severity } from '../rules/finding';
import { type NamedPrincipal } from '../templates/template-graph';

/**
 * A way into a role without a subject whose form the review knows: an identity provider, or a service of AWS that acts for
 * others. The review asks the evaluator whether strangers can become the role.
 */
export interface Federation {
  /** The id of its rule. */
  readonly id: string;
  /** The severity of its worst finding. */
  readonly severity: Severity;
  readonly title: string;
  /** Whether its worst finding grants access to anyone. */
  readonly isOpenToAnyone: boolean;
  /** The action by which its principals become a role. */
  readonly action: string;
  readonly isPrincipal: (principal: NamedPrincipal) => boolean;
  /** The start of condition keys that limit its principals, in lower case. */
  readonly keys: RegExp;
  /** The principals that should not become a role, those with the most consequence first. */
  readonly strangers: (trust: FederatedTrust) => readonly Stranger[];
}

/** The conditions of a trust policy on a federation, and its role. */
export interface FederatedTrust {
  /** The values of a condition key, in lower case, that are written without a wildcard. */
  readonly pinned: (key: string) => readonly string[];
  /** Texts that match the patterns of a condition key. */
  readonly examples: (key: string) => readonly string[];
  /** The condition keys of the statement, in lower case. */
  readonly keys: readonly string[];
  /** The place of the role. */
  readonly place: { readonly partition: string; readonly account: string; readonly region: string };
  /** Whether the role pushes images, by itself or by roles that it assumes. */
  readonly pushes: boolean;
}

/** Requests of a principal that should not become the role. */
export interface Stranger {
  /** The condition keys of its requests, in lower case. */
  readonly contexts: readonly Readonly<Record<string, readonly string[]>>[];
  readonly severity: Severity;
  /** The problem if it can become the role. The sentence starts after the role's name. */
  readonly problem: string;
  readonly fix: string;
}
