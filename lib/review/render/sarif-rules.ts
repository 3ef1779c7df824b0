import { allRules } from '../rules/all-rules';
import { type Finding, type Severity } from '../rules/finding';
import { pageOfRule } from '../rules/rule-families';
import { orderedFindings } from './ordered-findings';
import { plainText } from './plain-text';

/** The address of the documentation. */
export const projectUrl = 'https://github.com/cdk-ecr-publishing/cdk-ecr-publishing';

const rules = new Map(allRules.map((rule) => [rule.id, rule]));

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

function ruleOf({ id, severity: found, fix }: Finding): object {
  const rule = rules.get(id);
  const name = rule?.title ?? titleOf(id);
  // The level of a rule is that of its worst finding in any template, so that it does not change between runs.
  const severity = rule?.severity ?? found;
  const help = plainText(fix);
  const text = help === '' ? name : help;
  const page = pageOfRule(id);
  const helpUri = page === undefined ? undefined : `${projectUrl}/blob/main/docs/${page}`;
  return {
    id,
    shortDescription: { text: name },
    fullDescription: { text: name },
    ...(helpUri !== undefined && { helpUri }),
    help: {
      text,
      ...(helpUri !== undefined && {
        markdown: `${text.replace(/[\\[\]<]/g, '\\$&')}\n\n[Example and fix](${helpUri})`,
      }),
    },
    defaultConfiguration: { level: severity },
    properties: { tags: ['security'], precision: 'high', 'security-severity': ranks[severity] },
  };
}

/** `github-trust-without-subject` as `Github trust without subject`. */
function titleOf(id: string): string {
  const words = plainText(id).replaceAll('-', ' ').trim();
  return words === '' ? 'Finding' : `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}
