import { type Finding } from '../rules/finding';
import { type ReviewedChange } from '../report/review-report';

/**
 * Returns a change for each finding that is newly acknowledged, or that is acknowledged for another reason than before.
 *
 * @param keyOf a key that a finding has in both reports.
 */
export function acknowledgedChanges(
  before: readonly Finding[],
  after: readonly Finding[],
  keyOf: (finding: Finding) => string,
): ReviewedChange[] {
  const earlier = new Map(before.map((finding) => [keyOf(finding), finding]));
  return after.flatMap((finding) => {
    const was = earlier.get(keyOf(finding));
    const { acknowledged, source } = finding;
    if (acknowledged === undefined || acknowledged === was?.acknowledged) return [];
    return [{ kind: 'acknowledged', what: whatOf(finding), why: whyOf(acknowledged, was), fix, source }];
  });
}

const fix = 'Check that the reason holds. If it does not, remove the acknowledgement and resolve the finding.';

function whatOf({ severity, id, source }: Finding): string {
  return `${severity} ${id} of '${source.logicalId}' is acknowledged`;
}

function whyOf(reason: string, was: Finding | undefined): string {
  if (was === undefined) return `The finding is new, and was acknowledged with it: ${reason}`;
  if (was.acknowledged === undefined) return `The finding was open before. The reason is: ${reason}`;
  return `The reason was: ${was.acknowledged} It is now: ${reason}`;
}
