import { type AccessRow } from '../access/access-row';
import { type Finding } from '../rules/finding';
import { type ReviewAssumption, type TemplateSource, type UnreviewedPart } from '../templates/template-graph';

/** A repository that the templates make. */
export interface ReviewedRepository {
  readonly name: string;
  readonly arn: string;
  readonly account: string;
  readonly region: string;
}

/** Who appears in a row of access. */
export interface ReviewedPrincipal {
  readonly principal: string;
  /** `role`, `user`, `account`, `organization`, `service`, `everybody`, or the CI system, like `GitHub Actions`. */
  readonly kind: string;
  /** The account, where one is known; empty otherwise. */
  readonly account: string;
}

/** Who can do what with which repository, and what a reviewer should know. */
export interface ReviewReport {
  readonly repositories: readonly ReviewedRepository[];
  readonly principals: readonly ReviewedPrincipal[];
  readonly access: readonly AccessRow[];
  readonly findings: readonly Finding[];
  /** What may grant or hold access and could not be read. */
  readonly unreviewed: readonly UnreviewedPart[];
  readonly assumptions: readonly ReviewAssumption[];
}

/** A difference that is no row of access and no finding. */
export interface ReviewedChange {
  /** Such as `acknowledged`: a finding was acknowledged, or for another reason than before. */
  readonly kind: string;
  readonly what: string;
  readonly why: string;
  readonly fix: string;
  readonly source: TemplateSource;
}

/** What is different from before. */
export interface ReviewChange {
  readonly added: readonly AccessRow[];
  readonly removed: readonly AccessRow[];
  /** As it is now. */
  readonly widened: readonly AccessRow[];
  readonly narrowed: readonly AccessRow[];
  readonly changes: readonly ReviewedChange[];
  /** Findings that were not there before. */
  readonly findings: readonly Finding[];
  /** Parts that could not be read and were not there before. */
  readonly unreviewed: readonly UnreviewedPart[];
  /** Parts that could be read neither before nor now: a change in them is not seen. */
  readonly stillUnreviewed: readonly UnreviewedPart[];
}
