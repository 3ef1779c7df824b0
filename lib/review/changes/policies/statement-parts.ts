import { groupedBy } from '../../../private/values/grouped-by';
import { type Statement, type StatementCondition } from '../../templates/template-graph';
import { matchesPattern } from '../../texts/wildcard-match';
import { canonical } from '../value-difference';

/** The statement without its name and its location, so that a policy may move to another resource. */
export function contentOf(statement: Statement): string {
  const { effect, conditions, unreadable = '' } = statement;
  return canonical([effect, coreOf(statement), [...conditions].map(sortedCondition).sort(), unreadable]);
}

/** The statement without its effect and its conditions. */
export function coreOf({ principals, notPrincipals, actions, notActions, resources, notResources }: Statement): string {
  const sorted = (list: readonly string[] | undefined) => (list ? [...new Set(list)].sort() : null);
  const lower = (list: readonly string[] | undefined) => list?.map((one) => one.toLowerCase());
  return canonical(
    [
      principalTexts(principals),
      principalTexts(notPrincipals),
      lower(actions),
      lower(notActions),
      resources,
      notResources,
    ].map(sorted),
  );
}

function sortedCondition({ operator, key, values }: StatementCondition): string {
  return canonical([operator.toLowerCase(), key.toLowerCase(), [...values].sort()]);
}

/** The principals of a statement. An account has two spellings, and anyone too. */
export function principalTexts(principals: Statement['principals']): string[] | undefined {
  return principals?.map(({ type, value }) => {
    if (value === '*') return '*';
    return /^\d{12}$/.test(value) ? `AWS account ${value}` : `${type} ${value.replace(rootArn, 'account $1')}`;
  });
}

const rootArn = /^arn:[a-z-]+:iam::(\d{12}):root$/;

/** A statement for each action, because several statements may say what one did. */
export function perAction(statement: Statement): Statement[] {
  const { actions = [] } = statement;
  return actions.length === 0 ? [statement] : actions.map((action) => ({ ...statement, actions: [action] }));
}

/** A statement for each principal. */
export function perPrincipal(statement: Statement): Statement[] {
  const { principals = [] } = statement;
  return principals.length === 0
    ? [statement]
    : principals.map((principal) => ({ ...statement, principals: [principal] }));
}

/** Whether a statement includes another one: the same elements or more of them, under the same conditions or weaker ones. */
export function includesStatement(wide: Statement, narrow: Statement): boolean {
  if (contentOf(wide) === contentOf(narrow)) return true;
  if (wide.unreadable !== undefined || narrow.unreadable !== undefined) return false;
  const elements = [wide, narrow].map((statement) => ({
    actions: { some: statement.actions, not: statement.notActions },
    resources: {
      some: statement.resources ?? (statement.notResources ? undefined : ['*']),
      not: statement.notResources,
    },
    principals: { some: principalTexts(statement.principals), not: principalTexts(statement.notPrincipals) },
  }));
  const [one, other] = elements;
  return (
    one !== undefined &&
    other !== undefined &&
    includes(one.actions, other.actions) &&
    includes(one.resources, other.resources) &&
    includes(one.principals, other.principals) &&
    wide.conditions.every((condition) => narrow.conditions.some((same) => isAtLeastAsStrict(same, condition)))
  );
}

/** The values of an element of a statement, or those that it excludes. */
interface Element {
  readonly some: readonly string[] | undefined;
  readonly not: readonly string[] | undefined;
}

function includes(wide: Element, narrow: Element): boolean {
  const matches = (pattern: string, text: string) => matchesPattern(pattern.toLowerCase(), text.toLowerCase());
  if (wide.some?.includes('*') === true) return true;
  if (narrow.not) return wide.not?.every((one) => narrow.not?.includes(one)) === true;
  if (wide.not) return narrow.some?.every((one) => wide.not?.every((not) => matches(not, one) === 'no')) === true;
  if (!wide.some || !narrow.some) return wide.some === narrow.some;
  return narrow.some.every((one) => wide.some?.some((pattern) => matches(pattern, one) === 'yes'));
}

/** Whether every request that meets one condition meets the other. */
export function isAtLeastAsStrict(one: StatementCondition, other: StatementCondition): boolean {
  if (sortedCondition(one) === sortedCondition(other)) return true;
  const operator = one.operator.toLowerCase();
  const otherOperator = other.operator.toLowerCase();
  if (one.key.toLowerCase() !== other.key.toLowerCase()) return false;
  if (/^(string|arn)(equals|like)$/.test(operator) && /^(string|arn)like$/.test(otherOperator)) {
    return one.values.every((value) => other.values.some((pattern) => matchesPattern(pattern, value) === 'yes'));
  }
  if (operator !== otherOperator) return false;
  const isWithin = (inner: StatementCondition, outer: StatementCondition) =>
    inner.values.every((value) => outer.values.includes(value));
  if (/^(string|arn)not/.test(operator)) return isWithin(other, one);
  if (/^(string|arn|ipaddress)/.test(operator)) return isWithin(one, other);
  const [first, second] = [one, other].map(({ values }) => Date.parse(values[0] ?? ''));
  return operator.startsWith('datelessthan') && first !== undefined && second !== undefined && first <= second;
}

export function unique<T>(items: readonly T[], keyOfItem: (item: T) => string): T[] {
  return groupedBy(items, keyOfItem).map(([one]) => one);
}
