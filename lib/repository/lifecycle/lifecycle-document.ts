import { awsLimits } from '../../private/aws/limits';
import { isMapping, type Mapping } from '../../private/values/mapping';
import { type Problems } from '../../private/validation/problems';
import { quote } from '../../private/validation/validation';
import { wholeNumberRule } from '../../private/validation/whole-number';
import { type LifecycleRuleJson } from './lifecycle-rule';
import { ruleProblem } from './lifecycle-rule-problem';

const { lifecycleRules: mostRules } = awsLimits.ecr;

const known = {
  rule: ['rulePriority', 'description', 'selection', 'action'],
  selection: ['tagStatus', 'tagPatternList', 'tagPrefixList', 'storageClass', 'countType', 'countUnit', 'countNumber'],
  action: ['type', 'targetStorageClass'],
};

/** The rules of a lifecycle document by priority. Each problem for which ECR would refuse it is added to `problems`. */
export function readDocument(document: unknown, problems: Problems): LifecycleRuleJson[] {
  if (!isMapping(document) || !Array.isArray(document.rules)) {
    const got = isMapping(document) ? `a mapping without 'rules'` : quote(document);
    problems.add('policy', `must be a lifecycle document, { "rules": [...] }, got ${got}`);
    return [];
  }
  const { rules } = document;
  if (rules.length === 0) problems.add('rules', 'must list at least one rule, got an empty list');
  if (rules.length > mostRules) problems.add('rules', `must list at most ${mostRules} rules, got ${rules.length}`);
  const read = rules.flatMap((rule: unknown, index) =>
    isRule(rule, `rules[${index}]`, problems) ? [{ rule, index }] : [],
  );
  refuseEqualPriorities(read, problems);
  const byPriority = read.map(({ rule }) => rule).sort((one, other) => one.rulePriority - other.rulePriority);
  refuseTogether(byPriority, problems);
  return byPriority;
}

function isRule(value: unknown, path: string, problems: Problems): value is LifecycleRuleJson {
  if (!hasOnly(value, known.rule, path, problems)) return false;
  const { rulePriority, description, selection, action } = value;
  const parts = [
    problems.check(`${path}.rulePriority`, rulePriority, wholeNumberRule(1)),
    problems.add(`${path}.description`, description === undefined ? undefined : textProblem(description)),
    hasOnly(selection, known.selection, `${path}.selection`, problems),
    hasOnly(action, known.action, `${path}.action`, problems),
  ];
  if (!parts.every(Boolean) || !hasLists(selection as Mapping, `${path}.selection`, problems)) return false;
  const found = ruleProblem(value as unknown as LifecycleRuleJson);
  return !found || problems.add(`${path}.${found.path}`, found.problem);
}

function hasLists(selection: Mapping, path: string, problems: Problems): boolean {
  return ['tagPatternList', 'tagPrefixList'].every((key) => {
    const list = selection[key];
    const problem = list === undefined || Array.isArray(list) ? undefined : `must be a list, got ${quote(list)}`;
    return problems.add(`${path}.${key}`, problem);
  });
}

function refuseEqualPriorities(read: readonly { rule: LifecycleRuleJson; index: number }[], problems: Problems): void {
  const first = new Map<number, number>();
  for (const { rule, index } of read) {
    const other = first.get(rule.rulePriority);
    if (other === undefined) first.set(rule.rulePriority, index);
    else {
      const problem = `must be unique, got ${rule.rulePriority} again. rules[${other}] has it.`;
      problems.add(`rules[${index}].rulePriority`, problem);
    }
  }
}

/**
 * Checks what ECR requires of the rules of each storage class: at most one for untagged images, at most one for all images,
 * and the rule for all images last.
 */
function refuseTogether(byPriority: readonly LifecycleRuleJson[], problems: Problems): void {
  for (const storageClass of ['standard', 'archive']) {
    const rules = byPriority.filter(({ selection }) => (selection.storageClass ?? 'standard') === storageClass);
    for (const tagStatus of ['untagged', 'any']) {
      const count = rules.filter(({ selection }) => selection.tagStatus === tagStatus).length;
      const problem = `must hold at most one rule with tagStatus '${tagStatus}' for storageClass '${storageClass}', got ${count}`;
      if (count > 1) problems.add('rules', problem);
    }
    const all = rules.find(({ selection }) => selection.tagStatus === 'any');
    const last = rules.at(-1);
    if (all && last && last.selection.tagStatus !== 'any') {
      const problem = `must give tagStatus 'any' the highest rulePriority, got ${all.rulePriority} before ${last.rulePriority}`;
      problems.add('rules', problem);
    }
  }
}

function hasOnly(value: unknown, keys: readonly string[], path: string, problems: Problems): value is Mapping {
  if (!isMapping(value)) return problems.add(path, `must be a mapping, got ${quote(value)}`);
  const other = Object.keys(value).find((key) => !keys.includes(key));
  return problems.add(
    path,
    other === undefined ? undefined : `must not have the key ${quote(other)}. ECR does not know it.`,
  );
}

function textProblem(value: unknown): string | undefined {
  return typeof value === 'string' ? undefined : `must be text, got ${quote(value)}`;
}
