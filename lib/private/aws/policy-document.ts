import { isIntrinsic, knownParts } from '../validation/known-text';

/** A policy statement as IAM and ECR read it. It is plain data, so that a thousand of them cost little to resolve. */
export interface StatementJson {
  Sid?: string;
  Effect: 'Allow' | 'Deny';
  Principal?: unknown;
  Action: unknown;
  Resource?: unknown;
  Condition?: ConditionJson;
}

/** Operator, then context key, then values. */
export type ConditionJson = Record<string, Record<string, unknown>>;

export interface PolicyJson {
  Version: '2012-10-17';
  Statement: StatementJson[];
}

export function policyJson(statements: StatementJson[]): PolicyJson {
  return { Version: '2012-10-17', Statement: statements };
}

/** One value is written alone and several as a list, as IAM itself prints them. */
export function oneOrMany(values: readonly string[]): string | readonly string[] {
  const [only] = values;
  return values.length === 1 && only !== undefined ? only : values;
}

/**
 * The number of characters that IAM and ECR count in a document, as far as synth knows. The value of a token or an
 * intrinsic function is not counted, so a document that might fit is not refused.
 */
export function knownPolicySize(document: unknown): number {
  const known = JSON.stringify(document, (_, value: unknown) => (isIntrinsic(value) ? knownParts(value) : value));
  return known.replace(/\$\{Token\[[^\]]*\]\}/g, '').length;
}
