import { Token } from 'aws-cdk-lib';
import { awsLimits } from '../../private/aws/limits';
import { lifecycleTagPatternRule, tagPrefixRule } from '../../private/oci/tag-pattern';
import { type Problem, quote, type Rule } from '../../private/validation/validation';
import { wholeNumberRule } from '../../private/validation/whole-number';
import { type LifecycleAction, type LifecycleSelection, type UnrankedRule } from './lifecycle-rule';

/** What ECR refuses in one rule, and where in it: `selection.countNumber must be ...`. */
export function ruleProblem(rule: UnrankedRule): { readonly path: string; readonly problem: string } | undefined {
  for (const check of [wordChecks, tagChecks, countChecks]) {
    for (const [path, problem] of check(rule)) if (problem !== undefined) return { path, problem };
  }
  return undefined;
}

type Checks = [path: string, problem: Problem][];

/** What each kind of count goes with. */
const countTypes = {
  imageCountMoreThan: { actions: ['expire', 'transition'], storageClass: 'standard', least: 1 },
  sinceImagePushed: { actions: ['expire', 'transition'], storageClass: 'standard', least: 1 },
  sinceImagePulled: { actions: ['transition'], storageClass: 'standard', least: 1 },
  sinceImageTransitioned: { actions: ['expire'], storageClass: 'archive', least: awsLimits.ecr.leastArchiveDays },
} as const;

function oneOf(words: readonly string[], value: unknown): Problem {
  return words.some((word) => word === value) ? undefined : `must be one of ${words.join(', ')}, got ${quote(value)}`;
}

function wordChecks({ selection, action }: UnrankedRule): Checks {
  const { tagStatus, countType, storageClass } = selection;
  return [
    ['selection.tagStatus', oneOf(['tagged', 'untagged', 'any'], tagStatus)],
    ['selection.countType', oneOf(Object.keys(countTypes), countType)],
    ['selection.storageClass', storageClass && oneOf(['standard', 'archive'], storageClass)],
    ['action.type', oneOf(['expire', 'transition'], action.type)],
  ];
}

function tagChecks({ selection: { tagStatus, tagPatternList, tagPrefixList } }: UnrankedRule): Checks {
  const list = tagPatternList ?? tagPrefixList;
  if (tagStatus !== 'tagged') {
    const problem = list
      ? `must have no tags with tagStatus '${tagStatus}'; ECR takes them with 'tagged' only`
      : undefined;
    return [['selection', problem]];
  }
  if (tagPatternList && tagPrefixList) {
    return [['selection', 'must have tagPatternList or tagPrefixList, got both; ECR takes one of them']];
  }
  if (!list?.length) return [['selection', "must name tags with tagStatus 'tagged', got none; add tagPatternList"]];
  const [key, rule]: [string, Rule] = tagPatternList
    ? ['tagPatternList', lifecycleTagPatternRule]
    : ['tagPrefixList', tagPrefixRule];
  return list.map((tag, index) => [`selection.${key}[${index}]`, Token.isUnresolved(tag) ? undefined : rule(tag)]);
}

/** The words are known to be right by now. */
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
  if (countType === 'imageCountMoreThan') {
    return countUnit === undefined ? undefined : `must be left out with imageCountMoreThan, got ${quote(countUnit)}`;
  }
  return countUnit === 'days' ? undefined : `must be 'days' with ${countType}, got ${quote(countUnit)}`;
}

function targetProblem({ type, targetStorageClass }: LifecycleAction): Problem {
  if (type === 'transition')
    return targetStorageClass === 'archive'
      ? undefined
      : `must be 'archive' with transition, got ${quote(targetStorageClass)}`;
  return targetStorageClass === undefined ? undefined : 'must be left out with expire';
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
