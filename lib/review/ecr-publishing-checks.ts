import {
  type IPolicyValidationContext,
  type IPolicyValidationPlugin,
  type PolicyValidationPluginReport,
  type PolicyViolation,
} from 'aws-cdk-lib';
import { namespace } from './acknowledged';
import { type Finding } from './findings';
import { type LoadedTemplate } from './loaded-template';
import { reviewTemplates } from './review-templates';
import { allRules } from './rules/all-rules';
import { loadSynthesized } from './synthesized-templates';

/** Properties of `EcrPublishingChecks`. */
export interface EcrPublishingChecksProps {
  /**
   * Whether a warning stops the synth too, as an error does. Notes never do.
   *
   * @default false
   */
  readonly failOnWarning?: boolean;
}

/**
 * The review as a check of the CDK: who can push and pull by mistake, and what ECR, CodeBuild and IAM would refuse. It
 * reads the synthesized templates, whatever made them, beside any pack of cdk-nag:
 * `Validations.of(app).addPlugins(new EcrPublishingChecks())`. What is meant is acknowledged with
 * `Validations.of(construct).acknowledge({ id, reason })`.
 *
 * @see https://docs.aws.amazon.com/cdk/v2/guide/policy-validation-synthesis.html
 */
export class EcrPublishingChecks implements IPolicyValidationPlugin {
  /** The name, as it stands in the report and before the ids of the rules. */
  public readonly name = namespace;

  /** The ids of the rules. */
  public readonly ruleIds?: string[] = allRules.map(({ id }) => id);

  private readonly failOnWarning: boolean;

  public constructor(props: EcrPublishingChecksProps = {}) {
    this.failOnWarning = props.failOnWarning ?? false;
  }

  /**
   * Reviews the templates of an app. CDK calls it.
   *
   * @param context where the templates are.
   */
  public validate(context: IPolicyValidationContext): PolicyValidationPluginReport {
    const templates = loadSynthesized(
      context.stackTemplates.map(({ stackConstructPath, templatePath, accountId, region }) => ({
        name: stackConstructPath,
        path: templatePath,
        account: accountId,
        region,
      })),
    );
    const { findings } = reviewTemplates(templates);
    const files = new Map(templates.map(({ name, file }: LoadedTemplate) => [name, file]));
    // CDK goes by `success` alone, so that a warning is in the report without stopping the synth.
    return {
      success: !findings.some(({ severity }) => this.stops(severity)),
      violations: findings.map((finding) => violationOf(this.severityOf(finding), finding, files)),
    };
  }

  private stops(severity: Finding['severity']): boolean {
    return severity === 'error' || (severity === 'warning' && this.failOnWarning);
  }

  /** Where something is acknowledged, CDK judges the rest anew, by the severity. */
  private severityOf({ severity }: Finding): string {
    return this.stops(severity) ? 'error' : severity === 'note' ? 'info' : severity;
  }
}

function violationOf(severity: string, finding: Finding, files: ReadonlyMap<string, string>): PolicyViolation {
  const { id, message, fix, source } = finding;
  return {
    ruleName: id,
    description: message,
    fix,
    severity,
    violatingResources: [
      {
        resourceLogicalId: source.logicalId,
        templatePath: files.get(source.template) ?? source.template,
        locations: ['Properties'],
      },
    ],
  };
}
