import { Token } from 'aws-cdk-lib';
import { renderExpiration } from '../access/contributor/expiration';
import { vulnerabilityIdRule } from '../private/oci/vulnerability-id';
import { type Problem, type Rule, quote, refuseIf, validate } from '../private/validation/validation';
import { type ExceptionRule } from './definition/gate-rules';

/** A finding that may pass for some time, even if its severity may not. */
export interface ScanException {
  /**
   * The id that the scan shows: `CVE-2026-12345`, or one of GitHub (`GHSA-...`) or Amazon Linux (`ALAS...`). Throws for any
   * other text, and if it is excepted twice.
   */
  readonly cve: string;

  /**
   * The reason for the reviewers of the gate: why the finding does no harm, and who decided that. Throws if it has fewer than
   * 20 characters.
   */
  readonly reason: string;

  /**
   * The time until which the finding may pass, with a time zone: `2027-06-30T00:00:00Z`. After it the finding stops an image,
   * without a deployment. Throws if it is not a timestamp, if it is before 2026-11-30, or if it is more than two years
   * after the release of this version.
   */
  readonly until: string;
}

const shortestReason = 20;
const longestReason = 1000;

/** A reviewer would not read more exceptions, and the state machine reads each. */
const mostExceptions = 100;

/** The exceptions for the state machine. The reasons are for readers of the code only. */
export function renderExceptions(path: string, exceptions: readonly ScanException[]): readonly ExceptionRule[] {
  refuseIf(path, exceptionsProblem(exceptions));
  const ids = exceptions.map(({ cve }) => cve);
  return exceptions.map(({ cve, reason, until }, index) => {
    const at = `${path}[${index}]`;
    validate(`${at}.cve`, cve, vulnerabilityIdRule);
    refuseIf(`${at}.cve`, twiceProblem(path, ids, index));
    validate(`${at}.reason`, reason, exceptionReasonRule);
    return { name: cve, until: renderExpiration(`${at}.until`, until) };
  });
}

/** The problem of a list that is none at synth, or that no reviewer would read. */
export function exceptionsProblem(exceptions: unknown): Problem {
  if (Token.isUnresolved(exceptions) || !Array.isArray(exceptions)) {
    return 'must be a list at synth. Its elements may contain tokens.';
  }
  return exceptions.length > mostExceptions
    ? `must list at most ${mostExceptions} exceptions, got ${exceptions.length}. Fix the findings that most images share.`
    : undefined;
}

/** The problem of an exception whose id an earlier one in the list has. */
export function twiceProblem(path: string, ids: readonly unknown[], index: number): Problem {
  const first = ids.indexOf(ids[index]);
  return first < index
    ? `must be excepted once, got ${quote(ids[index])} again. \`${path}[${first}]\` has it already.`
    : undefined;
}

/** A reason that is long enough to explain the exception. */
export const exceptionReasonRule: Rule = (value) => {
  const what = `a reason of ${shortestReason} to ${longestReason} characters`;
  if (typeof value !== 'string') return `must be ${what}, got ${quote(value)}. Explain why the finding may pass.`;
  const { length } = value.trim();
  return length >= shortestReason && length <= longestReason
    ? undefined
    : `must be ${what}, got ${length}. Explain why the finding does no harm, and who decided that.`;
};
