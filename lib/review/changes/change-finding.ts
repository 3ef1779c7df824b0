import { type Finding } from '../rules/finding';
import { type ReviewedChange } from '../report/review-report';
import { changeSeverity } from './change-kind';

/** A change as a finding, for everything that reports findings alone. Its id is `change-` and its kind. */
export function changeFinding({ kind, what, why, fix, source }: ReviewedChange): Finding {
  const id = `change-${kind.replaceAll(' ', '-')}`;
  return { id, severity: changeSeverity({ kind }), message: `${what}. ${why}`, fix, source };
}
