import { arnParts } from '../texts/arn';
import { hasUnresolved } from '../texts/symbolic-text';
import { type Answer, matchesPattern } from '../texts/wildcard-match';

/**
 * Whether a resource of a statement matches an ARN. IAM adds a `*` for each missing field: `arn:aws:ecr` is
 * `arn:aws:ecr:*:*:*`. A `*` at the end of a field may match several fields. IAM does not document whether another `*`
 * may.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
 */
export function matchesResourceArn(pattern: string, arn: string): Answer {
  const asWritten = matchesPattern(pattern, arn);
  const missing = missingFields(pattern);
  if (missing <= 0) return asWritten;
  const completed = matchesPattern(`${pattern}${':*'.repeat(missing)}`, arn);
  if (asWritten === completed || asWritten === 'no') return completed;
  return /\*[^:*]/.test(pattern) ? 'maybe' : asWritten;
}

const complete = /^arn(:[^:]*){5}/;

function missingFields(pattern: string): number {
  if (!pattern.startsWith('arn:') || (!hasUnresolved(pattern) && complete.test(pattern))) return 0;
  return 6 - arnParts(pattern).length;
}
