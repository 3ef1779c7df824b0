import { type LifecycleRule, type TagStatus } from 'aws-cdk-lib/aws-ecr';
import { Token } from 'aws-cdk-lib';
import { daysOf } from '../../private/validation/days';
import { Problems } from '../../private/validation/problems';
import { InvalidInputError, refuseIf, validate } from '../../private/validation/validation';
import { wholeNumberRule } from '../../private/validation/whole-number';
import { countTypeNames, countTypes } from './count-types/count-types';
import { readDocument } from './lifecycle-document';
import { type LifecycleSelection, type UnrankedRule } from './lifecycle-rule';
import { ruleProblem } from './lifecycle-rule-problem';

/** Reads rules of the CDK's `Repository`. As in the CDK, rules with a priority come first. */
export function importRules(rules: readonly LifecycleRule[]): UnrankedRule[] {
  const ranked = rules.map((rule, index) => ({
    rulePriority: rule.rulePriority,
    rule: importRule(rule, `rules[${index}]`),
  }));
  refuseEqualPriorities(ranked.map(({ rulePriority }) => rulePriority));
  return inOrder(ranked);
}

/** Reads the rules of a document, in the order of their priorities. */
export function importDocument(text: string): UnrankedRule[] {
  const problems = new Problems();
  const rules = readDocument(parseJson(text), problems);
  problems.refuse();
  return rules.map(({ rulePriority, description, selection, action }) => ({
    ...(description !== undefined && { description }),
    selection,
    action,
    rulePriority,
  }));
}

interface RankedRule {
  readonly rulePriority?: number;
  readonly rule: UnrankedRule;
}

/** Rules without a priority get the next ones, and the rule for all images without one gets the last. */
function inOrder(ranked: readonly RankedRule[]): UnrankedRule[] {
  const given = ranked.filter(({ rulePriority }) => rulePriority !== undefined);
  const others = ranked.filter(({ rulePriority }) => rulePriority === undefined);
  const isForAll = ({ rule }: RankedRule) => rule.selection.tagStatus === 'any';
  const next = Math.max(0, ...given.map(({ rulePriority = 0 }) => rulePriority)) + 1;
  const numbered = [...others.filter((one) => !isForAll(one)), ...others.filter(isForAll)].map((one, index) => ({
    ...one,
    rulePriority: next + index,
  }));
  return [...given, ...numbered]
    .sort((one, other) => (one.rulePriority ?? 0) - (other.rulePriority ?? 0))
    .map(({ rule, rulePriority }) => ({ ...rule, rulePriority }));
}

/** Reads one rule of the CDK's `Repository`. */
export function importRule(rule: LifecycleRule, path: string): UnrankedRule {
  const { tagPatternList, tagPrefixList, description } = rule;
  const count = countOf(rule, path);
  if (rule.rulePriority !== undefined) validate(`${path}.rulePriority`, rule.rulePriority, wholeNumberRule(1));
  const tagStatus: TagStatus | string = rule.tagStatus ?? (tagPatternList || tagPrefixList ? 'tagged' : 'any');
  const selection = withoutUndefined({
    tagStatus: tagStatus as LifecycleSelection['tagStatus'],
    tagPrefixList,
    tagPatternList,
  });
  return checked(
    {
      ...(description !== undefined && { description }),
      selection: { ...selection, ...count },
      action: { type: 'expire' },
    },
    path,
  );
}

/** The count types that the CDK's own rules have a property for. */
const cdkCounts = countTypeNames.flatMap((countType) => {
  const { cdkProperty, countUnit } = countTypes[countType];
  return cdkProperty === undefined ? [] : [{ countType, cdkProperty, countUnit }];
});

function countOf(
  rule: LifecycleRule,
  path: string,
): Pick<LifecycleSelection, 'countType' | 'countUnit' | 'countNumber'> {
  const [count, other] = cdkCounts.filter(({ cdkProperty }) => rule[cdkProperty] !== undefined);
  if (count === undefined || other !== undefined) {
    const properties = cdkCounts.map(({ cdkProperty }) => cdkProperty).sort();
    throw new InvalidInputError(`\`${path}\` must have exactly one of ${properties.join(' and ')}`);
  }
  const { countType, cdkProperty, countUnit } = count;
  const value = rule[cdkProperty] ?? 0;
  if (typeof value === 'number') return { countType, countNumber: value };
  const countNumber = daysOf(`${path}.${cdkProperty}`, value);
  return { countType, countNumber, ...(countUnit && { countUnit }) };
}

/** Names the property of the CDK's rule in the problem, and not the key in the document. */
function checked(rule: UnrankedRule, path: string): UnrankedRule {
  const found = ruleProblem(rule);
  const { cdkProperty = '' } = cdkCounts.find(({ countType }) => countType === rule.selection.countType) ?? {};
  if (found)
    refuseIf(`${path}.${found.path.replace('countNumber', cdkProperty).replace('selection.', '')}`, found.problem);
  return rule;
}

function refuseEqualPriorities(priorities: readonly (number | undefined)[]): void {
  priorities.forEach((priority, index) => {
    if (priority === undefined || Token.isUnresolved(priority)) return;
    const first = priorities.indexOf(priority);
    if (first < index) {
      throw new InvalidInputError(
        `\`rules[${index}].rulePriority\` must be unique, got ${priority} again. rules[${first}] has it.`,
      );
    }
  });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new InvalidInputError('`text` must be a lifecycle document as JSON, got text that is not JSON');
  }
}

function withoutUndefined<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, item]) => item !== undefined)) as T;
}
