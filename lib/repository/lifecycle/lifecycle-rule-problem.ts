import { Token } from 'aws-cdk-lib';
import { lifecycleTagPatternRule, tagPrefixRule } from '../../private/oci/tag-pattern';
import { type Problem, quote, type Rule } from '../../private/validation/validation';
import { wholeNumberRule } from '../../private/validation/whole-number';
import { countTypeNames, countTypes } from './count-types/count-types';
import { type LifecycleAction, type LifecycleSelection, type UnrankedRule } from './lifecycle-rule';

/** The first problem of a rule that ECR refuses, with the path in the rule: `selection.countNumber must be ...`. */
export function ruleProblem(rule: UnrankedRule): { readonly path: string; readonly problem: string } | undefined {
  for (const check of [wordChecks, tagChecks, countChecks]) {
    for (const [path, problem] of check(rule)) if (problem !== undefined) return { path, problem };
  }
  return undefined;
}

type Checks = [path: string, problem: Problem][];

function oneOf(words: readonly string[], value: unknown): Problem {
  return words.some((word) => word === value) ? undefined : `must be one of ${words.join(', ')}, got ${quote(value)}`;
}

function wordChecks({ selection, action }: UnrankedRule): Checks {
  const { tagStatus, countType, storageClass } = selection;
  return [
    ['selection.tagStatus', oneOf(['tagged', 'untagged', 'any'], tagStatus)],
    ['selection.countType', oneOf(countTypeNames, countType)],
    ['selection.storageClass', storageClass && oneOf(['standard', 'archive'], storageClass)],
    ['action.type', oneOf(['expire', 'transition'], action.type)],
  ];
}

function tagChecks({ selection: { tagStatus, tagPatternList, tagPrefixList } }: UnrankedRule): Checks {
  const list = tagPatternList ?? tagPrefixList;
  if (tagStatus !== 'tagged') {
    const problem = list
      ? `must not name tags with tagStatus '${tagStatus}'. Set tagStatus to 'tagged', or omit the tags.`
      : undefined;
    return [['selection', problem]];
  }
  if (tagPatternList && tagPrefixList) {
    return [['selection', 'must have either tagPatternList or tagPrefixList, got both. Omit one of them.']];
  }
  if (!list?.length) return [['selection', "must name tags with tagStatus 'tagged', got none. Add tagPatternList."]];
  const [key, rule]: [string, Rule] = tagPatternList
    ? ['tagPatternList', lifecycleTagPatternRule]
    : ['tagPrefixList', tagPrefixRule];
  return list.map((tag, index) => [`selection.${key}[${index}]`, Token.isUnresolved(tag) ? undefined : rule(tag)]);
}

/** The checks that depend on the count type. `wordChecks` has found no problem before. */
function countChecks({ selection, action }: UnrankedRule): Checks {
  return [
    ['selection.countNumber', numberProblem(selection)],
    ['selection.countUnit', unitProblem(selection)],
    ['action.targetStorageClass', targetProblem(action)],
    ['selection', classProblem(selection)],
    ['action.type', actionProblem(selection, action)],
  ];
}

function numberProblem({ countType, countNumber }: LifecycleSelection): Problem {
  return Token.isUnresolved(countNumber) ? undefined : wholeNumberRule(countTypes[countType].least)(countNumber);
}

function unitProblem({ countType, countUnit }: LifecycleSelection): Problem {
  const { countUnit: needed } = countTypes[countType];
  if (countUnit === needed) return undefined;
  return needed === undefined
    ? `must not be set with ${countType}, got ${quote(countUnit)}`
    : `must be '${needed}' with ${countType}, got ${quote(countUnit)}`;
}

function targetProblem({ type, targetStorageClass }: LifecycleAction): Problem {
  if (type === 'transition')
    return targetStorageClass === 'archive'
      ? undefined
      : `must be 'archive' with transition, got ${quote(targetStorageClass)}`;
  return targetStorageClass === undefined ? undefined : 'must not be set with expire';
}

function classProblem({ countType, storageClass = 'standard' }: LifecycleSelection): Problem {
  const needed = countTypes[countType].storageClass;
  return storageClass === needed
    ? undefined
    : `must have storageClass '${needed}' with ${countType}, got '${storageClass}'`;
}

function actionProblem({ countType }: LifecycleSelection, { type }: LifecycleAction): Problem {
  const { actions } = countTypes[countType];
  return actions.some((action) => action === type)
    ? undefined
    : `must be ${actions.join(' or ')} with ${countType}, got '${type}'`;
}
