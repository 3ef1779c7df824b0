import { type AccessRow } from '../access/access-row';
import { type PartialAccess } from '../access/partial-access';
import { type Finding } from '../rules/finding';
import { type Narrowing } from './narrowing';
import {
  type ReviewAssumption,
  type TemplateGraph,
  type TemplateSource,
  type UnreviewedPart,
} from '../templates/template-graph';

/** A repository that the templates create. */
export interface ReviewedRepository {
  readonly name: string;
  readonly arn: string;
  readonly account: string;
  readonly region: string;
  readonly source: TemplateSource;
  /** Parts of operations, which its policy grants to principals that cannot do the whole. */
  readonly partly?: readonly PartialAccess[];
}

/** A principal of a row of access. */
export interface ReviewedPrincipal {
  readonly principal: string;
  /** `role`, `user`, `account`, `organization`, `service`, `everybody`, or the CI system, such as `GitHub Actions`. */
  readonly kind: string;
  /** The account; empty if it is not known. */
  readonly account: string;
}

/** The access of principals to repositories, and the findings of the review. */
export interface ReviewReport {
  readonly repositories: readonly ReviewedRepository[];
  readonly principals: readonly ReviewedPrincipal[];
  readonly access: readonly AccessRow[];
  readonly findings: readonly Finding[];
  /** Parts that may grant or have access and that could not be read. */
  readonly unreviewed: readonly UnreviewedPart[];
  readonly assumptions: readonly ReviewAssumption[];
  /** The ARNs of roles that only AWS services assume, for builds, rules and state machines. */
  readonly serviceRoles: readonly string[];
  /** Everything that was read, for a comparison with another report. */
  readonly graph: TemplateGraph;
  /** Rows about these services that are counted and not shown. */
  readonly hiddenRows?: readonly AccessRow[];
  readonly narrowedTo?: Narrowed<ReviewReport>;
}

/** The reason for which a report or a change is not whole. */
export interface Narrowed<T> {
  readonly by: Narrowing;
  /** The number of rows of the whole. */
  readonly rows: number;
  readonly findings: number;
  /** All that matches, also in the sections that are left out. */
  readonly matching: T;
}

/** A difference that is neither a row of access nor a finding. */
export interface ReviewedChange {
  /** The kind, such as `acknowledged`: a finding was acknowledged, or its reason changed. */
  readonly kind: string;
  readonly what: string;
  readonly why: string;
  readonly fix: string;
  readonly source: TemplateSource;
  /** Whether it deletes images, or makes them unreadable. A reviewer reads such changes first. */
  readonly losesImages?: boolean;
}

/** The parts that two reports have in common. */
export interface ComparedParts {
  /** The names of the templates now. */
  readonly templates: readonly string[];
  readonly repositories: number;
  /** All resources that hold images, names or access. */
  readonly resources: number;
}

/** The differences from an earlier report. */
export interface ReviewChange {
  readonly added: readonly AccessRow[];
  readonly removed: readonly AccessRow[];
  /** The rows as they are now. */
  readonly widened: readonly AccessRow[];
  readonly narrowed: readonly AccessRow[];
  readonly changes: readonly ReviewedChange[];
  /** Findings that were not there before. */
  readonly findings: readonly Finding[];
  /** Parts that could not be read and were not there before. */
  readonly unreviewed: readonly UnreviewedPart[];
  /** Parts that could be read neither before nor now. A change in them is not detected. */
  readonly stillUnreviewed: readonly UnreviewedPart[];
  /** The parts that both reports have. */
  readonly compared: ComparedParts;
  readonly narrowedTo?: Narrowed<ReviewChange>;
}
