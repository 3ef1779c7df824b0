import { InvalidArgumentError } from 'commander';
import { type Finding, type ReviewReport } from '../../review/index';

/** The parts of a report, or of a change, that decide whether a review fails. */
export interface FailOnFacts extends Pick<ReviewReport, 'findings' | 'unreviewed'> {
  /** Whether access was added or widened, or something else was opened. */
  readonly widens: boolean;
  /** Whether something is destroyed or weakened. */
  readonly destroys: boolean;
  /** Whether only the deployment knows whether something changes. */
  readonly isUnknown: boolean;
}

export type FailOn = 'warning' | 'error' | 'widened' | 'unreviewed' | 'destructive' | 'unknown';

/** The checks that end a review with status 1. */
const checks: Readonly<Record<FailOn, (facts: FailOnFacts) => boolean>> = {
  warning: ({ findings }) => findings.some((finding) => isOpen(finding, ['warning', 'error'])),
  error: ({ findings }) => findings.some((finding) => isOpen(finding, ['error'])),
  widened: ({ widens, unreviewed }) => widens || unreviewed.length > 0,
  unreviewed: ({ unreviewed }) => unreviewed.length > 0,
  destructive: ({ destroys }) => destroys,
  unknown: ({ isUnknown, unreviewed }) => isUnknown || unreviewed.length > 0,
};

export const failOnNames = Object.keys(checks);

/** The words of `--fail-on`, which are separated by commas. */
export function failOnList(text: string, before: readonly FailOn[] = []): FailOn[] {
  const words = text.split(',').map((word) => word.trim());
  const wrong = words.find((word) => !isFailOn(word));
  if (wrong === undefined) return [...before, ...words.filter(isFailOn)];
  throw new InvalidArgumentError(`It must be a list of ${failOnNames.join(', ')}, got '${wrong}'.`);
}

/** Whether the review fails one of the named checks. */
export function fails(failOn: readonly FailOn[], facts: FailOnFacts): boolean {
  return failOn.some((word) => checks[word](facts));
}

function isFailOn(word: string): word is FailOn {
  return Object.hasOwn(checks, word);
}

function isOpen({ severity, acknowledged }: Finding, severities: readonly Finding['severity'][]): boolean {
  return acknowledged === undefined && severities.includes(severity);
}
