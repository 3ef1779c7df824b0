import { type Statement } from '../templates/template-graph';

/** Stands for the account of a caller who is of any account but the resource's. */
export const anotherAccount = 'another account';

/** Who asks for what. Keys of the context that the template fixes are here; all others are open. */
export interface AccessRequest {
  readonly principal: {
    readonly type: 'AWS' | 'Service' | 'Federated';
    /** An ARN, that of an account's root for whoever is in it, a service, or `*` for anybody. */
    readonly value: string;
    /** Empty or `anotherAccount` for a service and for anybody. */
    readonly account: string;
  };
  readonly action: string;
  /** `arn` may stand for all that a pattern matches (`asAnyMatch`): the caller chooses one of them. */
  readonly resource: { readonly arn: string; readonly account: string };
  /** Known keys, in lower case, each with its values; a key without any is known to be absent. */
  readonly context: Readonly<Record<string, readonly string[]>>;
}

/**
 * The policies that decide. `undefined` where there is none of a kind; `unknown` where one stands in no template: it may
 * allow anything, and is not taken to deny anything by name. Without the identity's policies a caller of another account
 * is judged by the resource's policy alone.
 */
export interface Policies {
  readonly identity?: readonly Statement[] | 'unknown';
  readonly resource?: readonly Statement[];
  readonly boundary?: readonly Statement[] | 'unknown';
}

/** What the policies say. */
export interface Verdict {
  readonly decision: 'allowed' | 'denied' | 'conditional' | 'unknown';
  /**
   * What has to hold, all of it, in words; for `unknown`: what could not be decided. `allowed` has some only where the
   * caller's own account has to allow it too.
   */
  readonly conditions: readonly string[];
  /** The statements that decide, the first allowing one first. */
  readonly statements: readonly Statement[];
}
