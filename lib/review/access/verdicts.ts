import { type Verdict } from '../evaluation/access-evaluator';
import { conditionText } from '../templates/template-reader';

/** The verdict if all of several verdicts must allow. */
export function allOf(verdicts: readonly Verdict[]): Verdict {
  const worst =
    verdicts.find(({ decision }) => decision === 'denied') ?? verdicts.find(({ decision }) => decision === 'unknown');
  if (worst) return worst;
  const conditions = distinct(verdicts.flatMap((verdict) => verdict.conditions));
  const isConditional = verdicts.some(({ decision }) => decision === 'conditional');
  return {
    decision: isConditional ? 'conditional' : 'allowed',
    conditions,
    statements: verdicts.flatMap(({ statements }) => statements),
  };
}

/** A verdict on a resource that a template creates only under conditions of the template. */
export function underConditions(verdict: Verdict, when: readonly string[]): Verdict {
  return onlyIf(verdict, when.map(conditionText));
}

/** A verdict under further conditions. */
export function onlyIf(verdict: Verdict, texts: readonly string[]): Verdict {
  const { decision, conditions } = verdict;
  if (texts.length === 0 || decision === 'denied') return verdict;
  return {
    ...verdict,
    decision: decision === 'allowed' ? 'conditional' : decision,
    conditions: distinct([...texts, ...conditions]),
  };
}

/** A verdict that depends on something which is known only at deploy. */
export function inDoubt(verdict: Verdict, doubts: readonly string[]): Verdict {
  if (doubts.length === 0 || verdict.decision === 'denied') return verdict;
  return { ...verdict, decision: 'unknown', conditions: distinct([...doubts, ...verdict.conditions]) };
}

const order: readonly Verdict['decision'][] = ['allowed', 'conditional', 'unknown', 'denied'];

/** The verdict if one of several verdicts is enough: the widest. */
export function anyOf(verdicts: readonly Verdict[]): Verdict {
  const [first, ...others] = verdicts as [Verdict, ...Verdict[]];
  return others.reduce((best, verdict) => (rank(verdict) < rank(best) ? verdict : best), first);
}

function rank({ decision }: Verdict): number {
  return order.indexOf(decision);
}

export function distinct(texts: readonly string[]): string[] {
  return [...new Set(texts)];
}
