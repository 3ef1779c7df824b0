import { type AccessRow } from '../access/access-row';
import { type ReportItem } from './report-items';
import { number } from './counts';

/** A row of access as an item of a list, with its conditions. */
export function rowItem(
  { principal, via, repository, alike = [], operation, decision, conditions, source }: AccessRow,
  label: string,
): ReportItem {
  const as = via === '' ? '' : ` as '${via}'`;
  const others = alike.length === 0 ? '' : ` and ${number(alike.length)} more`;
  const verb = decision === 'unknown' ? 'may be able to' : 'can';
  const who = principal === '*' ? 'Anyone' : `'${principal}'`;
  return {
    label,
    tone: 'warning',
    title: `${who}${as} ${verb} ${operation} '${repository}'${others}`,
    isId: false,
    texts: conditions.length === 0 ? [] : [{ head: 'If', text: conditions.join(' and ') }],
    source,
    counts: 1 + alike.length,
  };
}
