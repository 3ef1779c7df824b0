import { type Finding, type Severity } from '../findings';

const order: Readonly<Record<Severity, number>> = { error: 0, warning: 1, note: 2 };

/** What somebody has to look at, the worst first, and after it what was acknowledged. */
export function orderedFindings(findings: readonly Finding[]): Finding[] {
  return [...findings].sort((one, other) => rank(one) - rank(other));
}

function rank({ severity, acknowledged }: Finding): number {
  return (acknowledged === undefined ? 0 : 10) + order[severity];
}
