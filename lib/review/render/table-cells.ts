import { type AccessEntry } from './access-groups';
import { plainText } from './plain-text';
import { sourceName } from './source-text';

/** What one may do; a question mark where the templates don't tell. */
export function canText({ operations, decision }: AccessEntry): string {
  const mark = { allowed: '', conditional: ', if', unknown: '?' }[decision];
  return operations.map((operation) => `${operation}${mark}`).join('\n');
}

export function whoText({ principal, via }: AccessEntry): string {
  return via === '' ? plainText(principal) : `${plainText(principal)}\nas ${plainText(via)}`;
}

/** Conditions that are exceptions or questions say so themselves. */
function conditionLine(condition: string): string {
  const text = plainText(condition);
  return /^(unless|whether) /.test(text) ? text : `if ${text}`;
}

/** On what condition, and what lets one in. */
export function reasonText({ decision, conditions, source }: AccessEntry): string {
  return [
    ...(decision === 'unknown' ? ['unknown: only the deploy tells'] : []),
    ...conditions.map(conditionLine),
    `by ${sourceName(source)}`,
  ].join('\n');
}
