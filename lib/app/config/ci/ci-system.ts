import { type z } from 'zod';
import { type OidcSubject } from '../../../publisher/oidc-subject';

/** A CI system that publishes: its schema in the file, its subjects, and its text and examples for docs and tests. */
export interface CiSystem<Trust extends z.ZodType = z.ZodType> {
  readonly name: string;

  /** The schema of one entry of a publisher, which says which jobs may assume the role. */
  readonly trust: Trust;

  /** The subjects of a valid entry. */
  subjectsOf(trust: z.infer<Trust>): OidcSubject[];

  /** The claims that the role compares. The docs write it after "The role compares". */
  readonly compared: string;

  /** The settings that the CI system itself needs, for the docs. */
  readonly setUp: string;

  /** The URL of the CI system's page about tokens for AWS. */
  readonly page: string;

  readonly example: CiExample<z.infer<Trust>>;
}

/** An entry with tokens that it accepts and refuses, for editors, docs and tests. */
export interface CiExample<Trust> {
  readonly trust: Trust;

  /** The claims of a token that may assume the role. */
  readonly accepted: TokenClaims;

  /** Changed claims with which the role refuses the token. The keys describe the changes. */
  readonly refused: Readonly<Record<string, TokenClaims>>;
}

/** Claims of a token, by name. */
export type TokenClaims = Readonly<Record<string, string>>;
