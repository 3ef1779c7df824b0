import { type Finding, type Severity } from '../rules/finding';
import { orderedFindings } from './ordered-findings';
import { plainText } from './plain-text';

/** The severity of a security alert on GitHub: high from 7, medium from 4. */
const ranks: Readonly<Record<Severity, string>> = { error: '8.0', warning: '5.0', note: '2.0' };

/** The rules of the findings, each described by its worst finding. */
export function sarifRules(findings: readonly Finding[]): object[] {
  const worst = new Map<string, Finding>();
  for (const finding of orderedFindings(findings.map(withoutReason))) {
    if (!worst.has(finding.id)) worst.set(finding.id, finding);
  }
  return Array.from(worst.values(), ruleOf);
}

function withoutReason({ id, severity, message, fix, source }: Finding): Finding {
  return { id, severity, message, fix, source };
}

function ruleOf({ id, severity, fix }: Finding): object {
  const name = titleOf(id);
  const help = plainText(fix);
  return {
    id,
    shortDescription: { text: name },
    fullDescription: { text: name },
    help: { text: help === '' ? name : help },
    defaultConfiguration: { level: severity },
    properties: { tags: ['security'], precision: 'high', 'security-severity': ranks[severity] },
  };
}

/** `github-trust-without-subject` as `Github trust without subject`. */
function titleOf(id: string): string {
  const words = plainText(id).replaceAll('-', ' ').trim();
  return words === '' ? 'Finding' : `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}
