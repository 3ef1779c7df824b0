import { type PolicyViolation } from 'aws-cdk-lib';
import {
  acknowledgementProblem,
  namespace,
  reasonFor,
  type ReasonsByPath,
  withoutEffect,
} from '../report/acknowledgements';
import { type Finding } from '../rules/finding';
import { type ConstructPaths } from './construct-acknowledgements';
import { type TemplateSource, type UnreviewedPart } from '../templates/template-graph';

interface SynthViolationsProps {
  /** The files of the templates, by the names of the templates. */
  readonly files: ReadonlyMap<string, string>;
  readonly paths: ConstructPaths;
  /** The acknowledgements of the app's constructs. */
  readonly acknowledged: ReasonsByPath;
  readonly failOnWarning: boolean;
}

/** Findings as violations for CDK, which sorts out the acknowledged ones itself. */
export class SynthViolations {
  public constructor(private readonly props: SynthViolationsProps) {}

  /** Whether a finding stops the synth. */
  public stops({ severity }: Finding): boolean {
    return severity === 'error' || (severity === 'warning' && this.props.failOnWarning);
  }

  /**
   * CDK removes acknowledged violations and handles the others by their severity. It does not remove a fatal violation, or
   * one whose rule has another name than the acknowledgement.
   */
  public ofFinding(finding: Finding): PolicyViolation {
    const path = this.props.paths.of(this.fileOf(finding.source), finding.source.logicalId);
    const [at, reason] = reasonFor({ ...finding, source: { ...finding.source, path } }, this.props.acknowledged) ?? [];
    const problem = reason === undefined ? undefined : acknowledgementProblem(finding, reason);
    const stops = this.stops(finding);
    const { id, message, severity } = finding;
    return this.violation(finding.source, {
      ruleName: problem === undefined || stops ? id : `${id} (reason too short)`,
      description: message,
      fix: at === undefined || problem === undefined ? finding.fix : withoutEffect(finding.fix, at, problem),
      severity: stops ? (problem === undefined ? 'error' : 'fatal') : severity === 'note' ? 'info' : severity,
    });
  }

  /** A part that was not read. It does not stop the synth. */
  public ofUnreviewed({ what, why, source }: UnreviewedPart): PolicyViolation {
    return this.violation(source, {
      ruleName: 'unreviewed',
      description: `The review could not read ${what}: ${why.replace(/\.$/, '')}. It may grant access.`,
      fix: `Review it by hand, and acknowledge '${namespace}::unreviewed' at the construct.`,
      severity: 'warning',
    });
  }

  private violation(source: TemplateSource, rest: Omit<PolicyViolation, 'violatingResources'>): PolicyViolation {
    const { logicalId: resourceLogicalId } = source;
    return {
      ...rest,
      violatingResources: [{ resourceLogicalId, templatePath: this.fileOf(source), locations: ['Properties'] }],
    };
  }

  private fileOf({ template }: TemplateSource): string {
    return this.props.files.get(template) ?? template;
  }
}
