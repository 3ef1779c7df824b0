import { isReason, leastReason } from '../../private/constructs/acknowledgement-reason';
import { type Finding } from '../rules/finding';

/** The reasons to accept findings, by the path of a construct and then by the id of the rule. */
export type ReasonsByPath = ReadonlyMap<string, Readonly<Record<string, string>>>;

/** A finding that a reviewer accepts, from the reviewer's file. */
export interface ReviewerAcknowledgement {
  /** The id of the rule. */
  readonly id: string;
  readonly reason: string;
  /** The path of the construct, or of a construct around it. */
  readonly path?: string;
  /** The logical id of the resource. */
  readonly resource?: string;
  /** The name of the template with the resource. */
  readonly template?: string;
}

/** The acknowledgements of an app and of a reviewer. */
export interface Acknowledgements {
  /** The acknowledgements of the app that created the templates. */
  readonly ofApp: ReasonsByPath;
  readonly ofReviewer: readonly ReviewerAcknowledgement[];
}

export const noAcknowledgements: Acknowledgements = { ofApp: new Map(), ofReviewer: [] };

/** The name of the rules in CDK. An id may have it as its prefix. */
export const namespace = 'EcrPublishingChecks';

/** Marks findings that are acknowledged at the construct or at a construct around it, as CDK does at synth. */
export function withAcknowledgements(findings: readonly Finding[], acknowledgements: Acknowledgements): Finding[] {
  return findings.map((finding) => acknowledge(finding, acknowledgements));
}

function acknowledge(finding: Finding, { ofApp, ofReviewer }: Acknowledgements): Finding {
  const reviewers = ofReviewer.find((one) => isAbout(one, finding))?.reason;
  if (reviewers !== undefined) return { ...finding, acknowledged: reviewers };
  const [path, reason] = reasonFor(finding, ofApp) ?? [];
  if (path === undefined || reason === undefined) return finding;
  const problem = acknowledgementProblem(finding, reason);
  if (problem === undefined) return { ...finding, acknowledged: reason };
  return { ...finding, fix: withoutEffect(finding.fix, path, problem) };
}

/** The fix of a finding whose acknowledgement does not count, followed by why it does not. */
export function withoutEffect(fix: string, path: string, problem: string): string {
  return `${fix} Its acknowledgement at ${path === '' ? 'the app' : `'${path}'`} does not count: ${problem}.`;
}

/** The reason why an app's acknowledgement of a finding does not count. */
export function acknowledgementProblem({ needsReviewer = false }: Finding, reason: string): string | undefined {
  if (needsReviewer) {
    return 'an error that opens access to everyone can be acknowledged only in a file of the reviewer, with --acknowledgements';
  }
  return isReason(reason) ? undefined : `the reason is too short, so give one of at least ${leastReason} characters`;
}

/** The path at which an app acknowledges a finding, and the reason. */
export function reasonFor(
  { id, source }: Finding,
  acknowledged: ReasonsByPath,
): readonly [path: string, reason: string] | undefined {
  for (const path of pathsAround(source.path)) {
    const reasons = acknowledged.get(path);
    const reason = reasons?.[`${namespace}::${id}`] ?? reasons?.[id];
    if (reason !== undefined) return [path, reason];
  }
  return undefined;
}

function isAbout({ id, path, resource, template }: ReviewerAcknowledgement, finding: Finding): boolean {
  const { source } = finding;
  if (id !== finding.id && id !== `${namespace}::${finding.id}`) return false;
  if (template !== undefined && template !== source.template) return false;
  return path === undefined ? resource === source.logicalId : pathsAround(source.path).includes(path);
}

/** The path of a construct and those of the constructs around it. The path of the app is empty. */
function pathsAround(path: string): string[] {
  const parts = path === '' ? [] : path.split('/');
  return [...parts.map((_, index) => parts.slice(0, parts.length - index).join('/')), ''];
}
