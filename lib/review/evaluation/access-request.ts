import { type Statement } from '../templates/template-graph';

/** The account of a caller that may be in any account except the resource's. */
export const anotherAccount = 'another account';

/**
 * A caller, an action and a resource. The context has the keys whose values are known. All others may have any value.
 */
export interface AccessRequest {
  readonly principal: {
    readonly type: 'AWS' | 'Service' | 'Federated';
    /**
     * An ARN, a service, or `*` for anyone. The ARN of an account's root means every principal in that account.
     */
    readonly value: string;
    /** Empty or `anotherAccount` for a service and for anyone. */
    readonly account: string;
    /** Whether CloudFormation generates the name at the end of its ARN. */
    readonly hasGeneratedName?: boolean;
  };
  readonly action: string;
  /** `arn` may represent everything that a pattern matches (`asAnyMatch`): the caller chooses one match. */
  readonly resource: { readonly arn: string; readonly account: string };
  /** Known keys, in lower case, with their values. A key without values is known to be absent. */
  readonly context: Readonly<Record<string, readonly string[]>>;
}

/**
 * The policies that decide. A kind without a policy is `undefined`. A policy that is in no template is `unknown`: it
 * may allow anything, and is not assumed to deny anything. Without the identity's policies, the resource's policy alone
 * decides for a caller of another account.
 */
export interface Policies {
  readonly identity?: readonly Statement[] | 'unknown';
  readonly resource?: readonly Statement[];
  readonly boundary?: readonly Statement[] | 'unknown';
}

/** The decision of the policies. */
export interface Verdict {
  readonly decision: 'allowed' | 'denied' | 'conditional' | 'unknown';
  /**
   * The conditions that must all be met, in words. For `unknown`, what could not be decided. An `allowed` request has
   * conditions only if the caller's own account must allow it too.
   */
  readonly conditions: readonly string[];
  /** The statements that decide. The first statement that allows the request comes first. */
  readonly statements: readonly Statement[];
}
