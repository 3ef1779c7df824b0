import { type AccessEntry } from './access-groups';
import { markdownCellCode } from './markdown-text';
import { sourceName } from './source-text';

/** Rows of a table of GitHub: what they do, who, on what condition, and what lets them in. */
export const accessHead = '| can | who | if | by |\n| --- | --- | --- | --- |';
export const accessWithRepositoryHead = '| repository | can | who | if | by |\n| --- | --- | --- | --- | --- |';

export function accessLine(entry: AccessEntry): string {
  return `| ${cells(entry).join(' | ')} |`;
}

export function accessWithRepositoryLine(entry: AccessEntry): string {
  return `| ${[markdownCellCode(entry.repository), ...cells(entry)].join(' | ')} |`;
}

function cells({ principal, via, operations, decision, conditions, source }: AccessEntry): string[] {
  const who = via === '' ? markdownCellCode(principal) : `${markdownCellCode(principal)} as ${markdownCellCode(via)}`;
  const unknown = decision === 'unknown' ? ['unknown: only the deploy tells'] : [];
  const reasons = [...unknown, ...conditions.map(markdownCellCode)];
  return [operations.join(', '), who, reasons.join('<br>and ') || 'always', markdownCellCode(sourceName(source))];
}
