import { Token } from 'aws-cdk-lib';
import { renderExpiration } from '../access/contributor/expiration';
import { vulnerabilityIdRule } from '../private/oci/vulnerability-id';
import { type Problem, type Rule, quote, refuseIf, validate } from '../private/validation/validation';
import { type ExceptionRule } from './definition/gate-rules';

/** One finding that may pass for some time, whatever its severity. */
export interface ScanException {
  /**
   * The id that the scan shows: `CVE-2026-12345`, or one of GitHub's (`GHSA-...`) or Amazon Linux's (`ALAS...`). Throws
   * where it is anything else, or excepted twice.
   */
  readonly cve: string;

  /**
   * Why it may pass, for those who review the gate: what keeps the finding from doing harm, and who decided that. Throws
   * where it has fewer than 20 characters.
   */
  readonly reason: string;

  /**
   * Until when: an instant with a zone, like `2026-12-01T00:00:00Z`. From then on the finding stops an image, without a
   * deployment. Throws where it is no such instant, or is past or as good as never.
   */
  readonly until: string;
}

const shortestReason = 20;
const longestReason = 1000;

/** More than a review reads; and the state machine looks at each. */
const mostExceptions = 100;

/** The exceptions as the state machine needs them. The reasons are for those who read the code. */
export function renderExceptions(path: string, exceptions: readonly ScanException[]): readonly ExceptionRule[] {
  refuseIf(path, listProblem(exceptions));
  const seen = new Map<string, number>();
  return exceptions.map(({ cve, reason, until }, index) => {
    const at = `${path}[${index}]`;
    validate(`${at}.cve`, cve, vulnerabilityIdRule);
    refuseIf(`${at}.cve`, twiceProblem(`${path}[${seen.get(cve) ?? -1}]`, cve, seen.has(cve)));
    seen.set(cve, index);
    validate(`${at}.reason`, reason, exceptionReasonRule);
    return { name: cve, until: renderExpiration(`${at}.until`, until) };
  });
}

function listProblem(exceptions: unknown): Problem {
  if (Token.isUnresolved(exceptions) || !Array.isArray(exceptions)) {
    return 'must be a list at synth; its elements may hold tokens';
  }
  return exceptions.length > mostExceptions
    ? `must list at most ${mostExceptions} exceptions, got ${exceptions.length}; mend what most images have in common`
    : undefined;
}

function twiceProblem(first: string, cve: string, isTwice: boolean): Problem {
  return isTwice ? `must be excepted once, got ${quote(cve)} again; \`${first}\` has it already` : undefined;
}

/** A reason of some substance. */
export const exceptionReasonRule: Rule = (value) => {
  const what = `a reason of ${shortestReason} to ${longestReason} characters`;
  if (typeof value !== 'string') return `must be ${what}, got ${quote(value)}; say why the finding may pass`;
  const { length } = value.trim();
  return length >= shortestReason && length <= longestReason
    ? undefined
    : `must be ${what}, got ${length}; say what keeps the finding from doing harm, and who decided that`;
};
