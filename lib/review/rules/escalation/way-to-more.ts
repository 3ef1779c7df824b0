import { type Statement } from '../../templates/template-graph';

/** One step by which an identity gets more access than its policies allow. */
export interface WayToMore {
  /** The statement that allows its first action. */
  readonly statement: Statement;
  /** The step, after "may". */
  readonly words: string;
  /** A short name, for a list of further ways. */
  readonly name: string;
  /** Whether it leads to less: to roles that trust one service only, or only if a resource has a role. */
  readonly isMinor?: boolean;
  /** Whether it passes any role. */
  readonly passesRoles?: boolean;
}
