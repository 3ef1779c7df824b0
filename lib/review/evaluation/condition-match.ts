import { fits } from './condition-compare';
import { type ConditionOperator, operatorOf } from './condition-operator';
import { conditionText, oppositeText } from './condition-text';
import { always, open } from './formula';
import { filled } from './policy-variables';
import { hasUnresolved, shownText } from '../texts/symbolic-text';
import { type StatementCondition } from '../templates/template-graph';
import { holdsWhen, mayHold, ofAnswer, surely, surelyNot, type VerdictRange } from './verdict-range';
import { type Answer } from '../texts/wildcard-match';

/** Known keys, in lower case. A key with no value is known to be absent. */
type Context = Readonly<Record<string, readonly string[]>>;

/** When a condition is met. If the request has no value for its key, the result is a condition in words. */
export function matchesCondition(condition: StatementCondition, context: Context): VerdictRange {
  const operator = operatorOf(condition.operator);
  if (operator === undefined) return mayHold(always, `what the operator ${shownText(condition.operator)} means`);
  const key = condition.key.toLowerCase();
  if (hasUnresolved(key) && !Object.hasOwn(context, key))
    return mayHold(always, `whether ${conditionText(operator, condition)}`);
  const values = Object.hasOwn(context, key) ? context[key] : undefined;
  if (operator.comparison === 'null') return matchesNull(operator, condition, values);
  if (values === undefined) return isOpen(operator, condition);
  if (values.length === 0) return holdsWhenAbsent(operator) ? surely : surelyNot;
  const { answer, isOpenVariable } = compared(operator, condition, values, context);
  if (answer === 'maybe' && isOpenVariable) return isOpen(operator, condition);
  return ofAnswer(answer, () => `whether ${conditionText(operator, condition)}`);
}

function isOpen(operator: ConditionOperator, condition: StatementCondition): VerdictRange {
  if (condition.values.length === 0 && operator.set === undefined) return operator.negated ? surely : surelyNot;
  return holdsWhen(open(conditionText(operator, condition), oppositeText(operator, condition)));
}

function matchesNull(
  operator: ConditionOperator,
  condition: StatementCondition,
  values: readonly string[] | undefined,
): VerdictRange {
  const wanted = new Set(condition.values.map((value) => value.toLowerCase()));
  if ([...wanted].some(hasUnresolved)) return mayHold(always, `whether ${shownText(condition.key)} must be present`);
  const [absent, present] = [wanted.has('true'), wanted.has('false')];
  if (absent === present) return absent ? surely : surelyNot;
  if (values !== undefined) return (values.length === 0) === absent ? surely : surelyNot;
  return isOpen(operator, { ...condition, values: [String(absent)] });
}

/** A missing key meets a negated operator and `IfExists`. */
function holdsWhenAbsent({ negated, ifExists, set }: ConditionOperator): boolean {
  if (set !== undefined) return ifExists || set === 'all';
  return ifExists || negated;
}

function compared(
  { comparison, negated, set }: ConditionOperator,
  condition: StatementCondition,
  values: readonly string[],
  context: Context,
): { answer: Answer; isOpenVariable: boolean } {
  const wanted = condition.values.map((value) => filled(value, context));
  const isOpenVariable =
    wanted.some((value) => value.open) && ![...condition.values, ...values].some((value) => hasUnresolved(value));
  const answers = values.map((value) => {
    const answer = strongest(
      wanted.map((one) => (one.void ? (negated ? 'maybe' : 'no') : fits(comparison, value, one.pattern))),
    );
    return negated ? opposite(answer) : answer;
  });
  if (set === 'all') return { answer: opposite(strongest(answers.map(opposite))), isOpenVariable };
  // IAM does not document the result for several values without a set operator.
  if (set === undefined && answers.length > 1) return { answer: 'maybe', isOpenVariable: false };
  return { answer: strongest(answers), isOpenVariable };
}

function strongest(answers: readonly Answer[]): Answer {
  if (answers.includes('yes')) return 'yes';
  return answers.includes('maybe') ? 'maybe' : 'no';
}

function opposite(answer: Answer): Answer {
  if (answer === 'maybe') return 'maybe';
  return answer === 'yes' ? 'no' : 'yes';
}
