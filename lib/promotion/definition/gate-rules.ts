/** Which scanner of ECR judges: its statuses, its findings and their fields differ. */
export type ScanKind = 'basic' | 'enhanced';

/** One finding that may pass until an instant, whatever its severity. */
export interface ExceptionRule {
  readonly name: string;
  /** ISO 8601 in UTC, to the second, so that equal instants are equal texts. */
  readonly until: string;
}

/** What a `ScanGate` says, as the state machine needs it. */
export interface GateRules {
  readonly scan: ScanKind;
  /** The severities that pass, as the API spells them. What is not listed never passes. */
  readonly passing: readonly string[];
  readonly exceptions: readonly ExceptionRule[];
  readonly waitSeconds: number;
}
