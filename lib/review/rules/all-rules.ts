import { type OnProgress, withProgress } from '../../private/text/progress';
import { type Finding, type Severity } from './finding';
import { type TemplateGraph } from '../templates/template-graph';
import { type ReviewRule } from './review-rule';
import { ruleFamilies } from './rule-families';

/** All rules of the review. */
export const allRules: readonly ReviewRule[] = ruleFamilies.flatMap(({ rules }) => rules);

const ranks: Record<Severity, number> = { error: 0, warning: 1, note: 2 };

/**
 * The findings of all rules. They are sorted by severity and then by location, so that the same templates give the same
 * list.
 */
export function findAll(graph: TemplateGraph, onProgress?: OnProgress): Finding[] {
  const findings = new Map<string, Finding>();
  for (const rule of withProgress('Checking rules', allRules, onProgress)) {
    for (const finding of rule.find(graph)) findings.set(keyOf(finding), finding);
  }
  return [...findings].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, finding]) => finding);
}

function keyOf({ severity, source: { template, logicalId }, id, message }: Finding): string {
  return [ranks[severity], template, logicalId, id, message].join('\u0000');
}
