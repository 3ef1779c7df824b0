import { type z } from 'zod';
import { type OidcSubject } from '../../../publisher/oidc-subject';

/** A CI system that publishes: its trust in the file, its subjects, and what the docs and the tests say of it. */
export interface CiSystem<Trust extends z.ZodType = z.ZodType> {
  readonly name: string;

  /** The schema of one entry of a publisher: which jobs may assume the role. */
  readonly trust: Trust;

  /** The subjects of a valid entry. */
  subjectsOf(trust: z.infer<Trust>): OidcSubject[];

  /** The docs' words for what the role compares, after "The role compares". */
  readonly compared: string;

  /** The docs' words for the settings that the CI system itself needs. */
  readonly setUp: string;

  /** The CI system's own page about tokens for AWS. */
  readonly page: string;

  readonly example: CiExample<z.infer<Trust>>;
}

/** An entry with tokens that it accepts and refuses: an editor suggests it, the docs show it, a test tries it. */
export interface CiExample<Trust> {
  readonly trust: Trust;

  /** The claims of a token that may assume the role. */
  readonly accepted: TokenClaims;

  /** Claims with which the same token may not, by what is wrong with them. */
  readonly refused: Readonly<Record<string, TokenClaims>>;
}

/** Claims of a token, by name. */
export type TokenClaims = Readonly<Record<string, string>>;
