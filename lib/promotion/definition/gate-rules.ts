import { type UnscannedReason } from '../unscanned-reason';

/** The type of scanning in ECR. Its statuses, its findings and their fields differ. */
export type ScanKind = 'basic' | 'enhanced';

/** A finding that may pass until a timestamp, even if its severity may not. */
export interface ExceptionRule {
  readonly name: string;
  /** ISO 8601 in UTC with seconds, so that equal timestamps are equal texts. */
  readonly until: string;
}

/** The rules of a `ScanGate` for the state machine. */
export interface GateRules {
  readonly scan: ScanKind;
  /** The severities that pass, as the API spells them. Any other severity never passes. */
  readonly passing: readonly string[];
  readonly exceptions: readonly ExceptionRule[];
  /** The reasons for which an image passes without a scan. */
  readonly unscanned: readonly UnscannedReason[];
  readonly waitSeconds: number;
}
