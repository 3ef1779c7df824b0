import { type Finding, type Severity } from '../rules/finding';

const order: Readonly<Record<Severity, number>> = { error: 0, warning: 1, note: 2 };

/** Sorts findings: open ones with the worst first, then acknowledged ones. */
export function orderedFindings(findings: readonly Finding[]): Finding[] {
  return [...findings].sort((one, other) => rank(one) - rank(other));
}

function rank({ severity, acknowledged }: Finding): number {
  return (acknowledged === undefined ? 0 : 10) + order[severity];
}
