import { type Statement } from './template-graph';

/** Who asks for what. Keys of the context that the template fixes are here; all others are open. */
export interface AccessRequest {
  readonly principal: {
    readonly type: 'AWS' | 'Service' | 'Federated';
    readonly value: string;
    readonly account: string;
  };
  readonly action: string;
  readonly resource: { readonly arn: string; readonly account: string };
  /** Known keys, in lower case, each with its values. */
  readonly context: Readonly<Record<string, readonly string[]>>;
}

/** The policies that decide. `undefined` where there is none of a kind; `unknown` where one stands in no template. */
export interface Policies {
  readonly identity?: readonly Statement[] | 'unknown';
  readonly resource?: readonly Statement[];
  readonly boundary?: readonly Statement[] | 'unknown';
}

/** What the policies say. */
export interface Verdict {
  readonly decision: 'allowed' | 'denied' | 'conditional' | 'unknown';
  /** For `conditional`: what has to hold, all of it, in words; for `unknown`: what could not be decided. */
  readonly conditions: readonly string[];
  /** The statements that decide, the first allowing one first. */
  readonly statements: readonly Statement[];
}
