import { groupedBy } from '../../private/values/grouped-by';
import { type AccessRow } from '../access/access-row';
import { accountOf } from '../access/principal-arn';
import { type ReviewReport } from './review-report';

/** AWS services that run builds, state machines, rules and schedules. */
const services = /^(codebuild|events|states|scheduler)\.amazonaws\.com(\.cn)?$/;

/**
 * Roles that only these services assume, and not for another account: the parts of a pipeline and not the people or systems
 * that use it.
 */
export function serviceRolesOf(access: readonly AccessRow[]): string[] {
  const assumed = access.filter(({ operation }) => operation === 'assume');
  return groupedBy(assumed, ({ repository }) => repository)
    .filter((rows) => rows.every((row) => services.test(row.principal) && isOfOwnAccount(row)))
    .map(([{ repository }]) => repository);
}

/** Whether no condition of the row names another account. */
function isOfOwnAccount({ repository, decision, conditions }: AccessRow): boolean {
  const account = accountOf(repository);
  const accounts = conditions.flatMap((text) => text.match(/(?<!\d)\d{12}(?!\d)/g) ?? []);
  return decision !== 'unknown' && accounts.every((one) => one === account);
}

/** A report that hides the rows in which these services assume these roles. The rows of the roles themselves stay. */
export function withoutServiceRows(report: ReviewReport): ReviewReport {
  const roles = new Set(report.serviceRoles);
  const isHidden = ({ principal, via, operation, repository }: AccessRow) =>
    services.test(principal) && (roles.has(via) || (operation === 'assume' && roles.has(repository)));
  return {
    ...report,
    access: report.access.filter((row) => !isHidden(row)),
    hiddenRows: report.access.filter(isHidden),
  };
}
