import { type AccessRow, oneByRepository } from '../access/access-row';
import { type Finding } from '../rules/finding';
import { type ReviewedChange } from './review-report';
import { type ReviewAssumption, type TemplateSource, type UnreviewedPart } from '../templates/template-graph';

/** An operation of a principal on a repository. `ASSUME` is about a role. */
export enum AccessOperation {
  /** To fetch images. */
  PULL = 'pull',
  /** To upload images. */
  PUSH = 'push',
  /** To delete images or the repository. */
  DELETE = 'delete',
  /** To change the repository's policies or settings. */
  CONFIGURE = 'configure',
  /** To see which images there are. */
  LIST = 'list',
  /** To become a role. */
  ASSUME = 'assume',
}

/** Whether a principal can do it, as far as the templates say. */
export enum AccessDecision {
  /** It can be done. */
  ALLOWED = 'allowed',
  /** It depends on conditions that the templates do not fix. */
  CONDITIONAL = 'conditional',
  /** It is known only at deploy. */
  UNKNOWN = 'unknown',
}

/** How bad a finding is. */
export enum FindingSeverity {
  /** It opens access, or fails at deploy or in every run. */
  ERROR = 'error',
  /** It causes trouble later. */
  WARNING = 'warning',
  /** It is good to know. */
  NOTE = 'note',
}

/** The resource of a template that a row or a finding is about. */
export interface ReportedSource {
  /** The name of the stack, or of the file. */
  readonly template: string;
  /** The logical id of the resource. */
  readonly logicalId: string;
  /** The path of the construct. It is empty if the template does not have it. */
  readonly path: string;
}

/** One answer to "who can do what, and why". */
export interface ReportedAccess {
  /** An ARN, a service, `*`, or a run of a CI system as its subject. */
  readonly principal: string;
  /** The roles that the principal assumes first, joined by ` > `. It is empty if the principal acts itself. */
  readonly via: string;
  /** The name of the repository, the ARN of the role that is assumed, or for `outside` an ARN or a pattern of ARNs. */
  readonly repository: string;
  /**
   * Whether no template creates the repository.
   *
   * @default false
   */
  readonly outside?: boolean;
  /** The operation. */
  readonly operation: AccessOperation;
  /** Whether the principal can do it. */
  readonly decision: AccessDecision;
  /** The conditions that must be met, in words. */
  readonly conditions: string[];
  /** The resource with the statement. */
  readonly source: ReportedSource;
}

/** Something that a reviewer should know. */
export interface ReportedFinding {
  /** The id of the rule. */
  readonly id: string;
  /** How bad it is. */
  readonly severity: FindingSeverity;
  /** The content of the template that is a problem, and what can happen because of it. */
  readonly message: string;
  /** The remedy. */
  readonly fix: string;
  /** The resource. */
  readonly source: ReportedSource;
  /**
   * The reason of its acknowledgement.
   *
   * @default - not acknowledged
   */
  readonly acknowledged?: string;
}

/** A part of the templates that may grant or have access, and that the review could not read. */
export interface UnreviewedAccess {
  /** The part, such as `nested stack 'Roles'`. */
  readonly what: string;
  /** Why the review could not read it. */
  readonly why: string;
  /** The resource. */
  readonly source: ReportedSource;
}

/** Something that no template says and that the review assumed. */
export interface ReportedAssumption {
  /** The assumption, such as `account 123456789012`. */
  readonly what: string;
  /** The part of the templates that suggests it. */
  readonly why: string;
  /** The resource that suggests it. */
  readonly source: ReportedSource;
}

/** A difference that is neither access nor a finding. */
export interface ReportedChange {
  /**
   * The kind of difference: `deleted`, `replaced`, `renamed`, `moved`, `retention shrinks`, `protection lowered`, `orphaned`,
   * `unknown` or `acknowledged`.
   */
  readonly kind: string;
  /** The difference. */
  readonly what: string;
  /** The reason why it matters. */
  readonly why: string;
  /** The remedy. */
  readonly fix: string;
  /** The resource. */
  readonly source: ReportedSource;
}

const operations: Record<AccessRow['operation'], AccessOperation> = {
  pull: AccessOperation.PULL,
  push: AccessOperation.PUSH,
  delete: AccessOperation.DELETE,
  configure: AccessOperation.CONFIGURE,
  list: AccessOperation.LIST,
  assume: AccessOperation.ASSUME,
};

const decisions: Record<AccessRow['decision'], AccessDecision> = {
  allowed: AccessDecision.ALLOWED,
  conditional: AccessDecision.CONDITIONAL,
  unknown: AccessDecision.UNKNOWN,
};

const severities: Record<Finding['severity'], FindingSeverity> = {
  error: FindingSeverity.ERROR,
  warning: FindingSeverity.WARNING,
  note: FindingSeverity.NOTE,
};

export function reportedAccess(rows: readonly AccessRow[]): ReportedAccess[] {
  return oneByRepository(rows).map(
    ({ principal, via, repository, outside, operation, decision, conditions, source }) => ({
      principal,
      via,
      repository,
      ...(outside === true && { outside }),
      operation: operations[operation],
      decision: decisions[decision],
      conditions: [...conditions],
      source: reportedSource(source),
    }),
  );
}

export function reportedFindings(findings: readonly Finding[]): ReportedFinding[] {
  return findings.map(({ id, severity, message, fix, source, acknowledged }) => ({
    id,
    severity: severities[severity],
    message,
    fix,
    source: reportedSource(source),
    ...(acknowledged !== undefined && { acknowledged }),
  }));
}

export function reportedUnreviewed(parts: readonly UnreviewedPart[]): UnreviewedAccess[] {
  return parts.map(({ what, why, source }) => ({ what, why, source: reportedSource(source) }));
}

export function reportedAssumptions(assumptions: readonly ReviewAssumption[]): ReportedAssumption[] {
  return assumptions.map(({ what, why, source }) => ({ what, why, source: reportedSource(source) }));
}

export function reportedChanges(changes: readonly ReviewedChange[]): ReportedChange[] {
  return changes.map(({ kind, what, why, fix, source }) => ({ kind, what, why, fix, source: reportedSource(source) }));
}

function reportedSource({ template, logicalId, path }: TemplateSource): ReportedSource {
  return { template, logicalId, path };
}
