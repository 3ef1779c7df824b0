import { type LifecycleRule, type TagStatus } from 'aws-cdk-lib/aws-ecr';
import { Token } from 'aws-cdk-lib';
import { daysOf } from '../private/days';
import { InvalidInputError, quote, refuseIf, validate } from '../private/validation';
import { wholeNumberRule } from '../private/whole-number';
import { type LifecycleSelection, type UnrankedRule } from './lifecycle-rule';
import { ruleProblem } from './lifecycle-rule-problem';

/** Rules in the form of the CDK's own repository; those with a priority first, as there. */
export function importRules(rules: readonly LifecycleRule[]): UnrankedRule[] {
  const ranked = rules.map((rule, index) => ({
    rulePriority: rule.rulePriority,
    rule: fromCdk(rule, `rules[${index}]`),
  }));
  refuseEqualPriorities(ranked.map(({ rulePriority }) => rulePriority));
  return inOrder(ranked);
}

/** The rules of a document, in the order of their priorities. */
export function importDocument(text: string): UnrankedRule[] {
  const { rules } = parse(text);
  const ranked = rules.map((rule, index) => fromJson(rule, `rules[${index}]`));
  refuseEqualPriorities(ranked.map(({ rulePriority }) => rulePriority));
  const ordered = inOrder(ranked);
  const firstAny = ordered.findIndex(({ selection }) => selection.tagStatus === 'any');
  if (firstAny >= 0 && ordered.slice(firstAny).some(({ selection }) => selection.tagStatus !== 'any')) {
    throw new InvalidInputError(
      "`rules` must have the one with tagStatus 'any' last; give it the highest rulePriority",
    );
  }
  return ordered;
}

interface RankedRule {
  readonly rulePriority?: number;
  readonly rule: UnrankedRule;
}

function inOrder(ranked: readonly RankedRule[]): UnrankedRule[] {
  const last = Number.MAX_SAFE_INTEGER;
  return [...ranked]
    .sort((one, other) => (one.rulePriority ?? last) - (other.rulePriority ?? last))
    .map(({ rule }) => rule);
}

function fromCdk(rule: LifecycleRule, path: string): UnrankedRule {
  const { maxImageAge, maxImageCount, tagPatternList, tagPrefixList, description } = rule;
  if ((maxImageAge === undefined) === (maxImageCount === undefined)) {
    throw new InvalidInputError(`\`${path}\` must have exactly one of maxImageAge and maxImageCount`);
  }
  if (rule.rulePriority !== undefined) validate(`${path}.rulePriority`, rule.rulePriority, wholeNumberRule(1));
  const tagStatus: TagStatus | string = rule.tagStatus ?? (tagPatternList || tagPrefixList ? 'tagged' : 'any');
  const count: Pick<LifecycleSelection, 'countType' | 'countUnit' | 'countNumber'> = maxImageAge
    ? { countType: 'sinceImagePushed', countUnit: 'days', countNumber: daysOf(`${path}.maxImageAge`, maxImageAge) }
    : { countType: 'imageCountMoreThan', countNumber: maxImageCount ?? 0 };
  const selection = withoutUndefined({
    tagStatus: tagStatus as LifecycleSelection['tagStatus'],
    tagPatternList,
    tagPrefixList,
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

function fromJson(value: unknown, path: string): RankedRule {
  const { rulePriority, description, selection, action, ...others } = mapping(value, path);
  refuseOthers(others, path);
  validate(`${path}.rulePriority`, rulePriority, wholeNumberRule(1));
  const { tagStatus, tagPatternList, tagPrefixList, storageClass, countType, countUnit, countNumber, ...unknown } =
    mapping(selection, `${path}.selection`);
  refuseOthers(unknown, `${path}.selection`);
  const { type, targetStorageClass, ...more } = mapping(action, `${path}.action`);
  refuseOthers(more, `${path}.action`);
  const rule = withoutUndefined({
    description,
    selection: withoutUndefined({
      tagStatus,
      tagPatternList: listOf(tagPatternList, `${path}.selection.tagPatternList`),
      tagPrefixList: listOf(tagPrefixList, `${path}.selection.tagPrefixList`),
      storageClass,
      countType,
      countUnit,
      countNumber,
    }),
    action: withoutUndefined({ type, targetStorageClass }),
  });
  return { rulePriority: rulePriority as number, rule: checked(rule as unknown as UnrankedRule, path) };
}

function checked(rule: UnrankedRule, path: string): UnrankedRule {
  const found = ruleProblem(rule);
  if (found) refuseIf(`${path}.${found.path}`, found.problem);
  return rule;
}

function refuseEqualPriorities(priorities: readonly (number | undefined)[]): void {
  priorities.forEach((priority, index) => {
    if (priority === undefined || Token.isUnresolved(priority)) return;
    const first = priorities.indexOf(priority);
    if (first < index) {
      throw new InvalidInputError(
        `\`rules[${index}].rulePriority\` must be unique, got ${priority} again; rules[${first}] has it`,
      );
    }
  });
}

function parse(text: string): { rules: readonly unknown[] } {
  const { rules, ...others } = mapping(parseJson(text), 'text');
  refuseOthers(others, 'text');
  if (!Array.isArray(rules)) throw new InvalidInputError(`\`rules\` must be a list, got ${quote(rules)}`);
  return { rules };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new InvalidInputError('`text` must be a lifecycle document as JSON, got text that is none');
  }
}

function mapping(value: unknown, path: string): Record<string, unknown> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value };
  throw new InvalidInputError(`\`${path}\` must be a mapping, got ${quote(value)}`);
}

function listOf(value: unknown, path: string): unknown {
  if (value === undefined || Array.isArray(value)) return value;
  throw new InvalidInputError(`\`${path}\` must be a list, got ${quote(value)}`);
}

function refuseOthers(others: Record<string, unknown>, path: string): void {
  const [key] = Object.keys(others);
  if (key !== undefined) throw new InvalidInputError(`\`${path}\` must not hold '${key}'; ECR knows no such key there`);
}

function withoutUndefined<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, item]) => item !== undefined)) as T;
}
