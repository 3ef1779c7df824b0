import { Token } from 'aws-cdk-lib';
import { type Problem, quote, refuseIf } from '../private/validation/validation';
import { type ScanKind } from './definition/gate-rules';
import { UnscannedReason } from './unscanned-reason';

/** The reasons that each type of scanning reports. */
const reasonsOf: Readonly<Record<ScanKind, readonly UnscannedReason[]>> = {
  basic: [UnscannedReason.UNSUPPORTED_IMAGE, UnscannedReason.IMAGE_SIZE_EXCEEDED],
  enhanced: Object.values(UnscannedReason),
};

/** The reasons for the state machine. Throws for a reason that the type of scanning does not report, and for a repeated one. */
export function renderUnscanned(path: string, reasons: readonly UnscannedReason[], scan: ScanKind): UnscannedReason[] {
  const isList = Array.isArray(reasons) && !Token.isUnresolved(reasons);
  refuseIf(path, isList ? undefined : `must be a list at synth, got ${quote(reasons)}`);
  reasons.forEach((reason, index) => {
    const twice = reasons.indexOf(reason) < index ? `must be listed once, got ${quote(reason)} again` : undefined;
    refuseIf(`${path}[${index}]`, twice ?? unscannedProblem(reason, scan));
  });
  return [...reasons];
}

/** The problem of a reason that the type of scanning does not report. */
export function unscannedProblem(reason: unknown, scan: ScanKind): Problem {
  const known = reasonsOf[scan];
  return (known as readonly unknown[]).includes(reason)
    ? undefined
    : `must be one of ${known.join(', ')} with ${scan} scanning, got ${quote(reason)}`;
}
