import { publicApi } from '../../private/boundary/public-api';
import {
  type IPolicyValidationContext,
  type IPolicyValidationPlugin,
  type PolicyValidationPluginReport,
  type PolicyViolation,
} from 'aws-cdk-lib';
import { type IConstruct } from 'constructs';
import { namespace } from '../report/acknowledgements';
import { constructAcknowledgements, ConstructPaths } from './construct-acknowledgements';
import { EarlierAssembly } from './earlier-assembly';
import { readAssembly } from '../read/read-templates';
import { acknowledgedReport, reviewTemplates } from '../review-templates';
import { type ReviewReport } from '../report/review-report';
import { allRules } from '../rules/all-rules';
import { SynthViolations } from './synth-violations';

/** Properties of `EcrPublishingChecks`. */
export interface EcrPublishingChecksProps {
  /**
   * Whether a warning stops the synth, as an error does. A note never stops it.
   *
   * @default false
   */
  readonly failOnWarning?: boolean;

  /**
   * The folder of an earlier cloud assembly, such as `cdk.out` of the main branch. The synth then warns about everything that
   * the new templates destroy, weaken or open, such as a repository that is replaced, as `ecr-publishing review --against`
   * lists it. If the checks are added to a stage, only its stacks are compared. The synth reports an error if the folder is not an assembly, or has no stack of this app.
   *
   * @default - no comparison with earlier templates
   */
  readonly against?: string;
}

/**
 * The review as a plugin of CDK. It finds unintended push and pull access, and settings that ECR, CodeBuild or IAM would
 * refuse, in all synthesized templates: `Validations.of(app).addPlugins(new EcrPublishingChecks())`. It works together with
 * cdk-nag. To accept a finding, call `Validations.of(construct).acknowledge({ id, reason })` with a reason of at least 20
 * characters. An error that opens a repository, a registry or a role to anyone cannot be acknowledged there and stops the
 * synth.
 *
 * @see https://docs.aws.amazon.com/cdk/v2/guide/policy-validation-synthesis.html
 *
 * @example
 * import { Validations } from 'aws-cdk-lib';
 * import { EcrPublishingChecks } from 'cdk-ecr-publishing';
 *
 * Validations.of(app).addPlugins(new EcrPublishingChecks());
 */
@publicApi
export class EcrPublishingChecks implements IPolicyValidationPlugin {
  /** The name of the plugin, which is also the prefix of the ids of its rules. */
  public readonly name = namespace;

  /** The ids of the rules. */
  public readonly ruleIds?: string[] = allRules.map(({ id }) => id);

  /**
   * The report of the last synth. `ecr-publishing review` prints the same for the assembly.
   *
   * @internal
   */
  public _report?: ReviewReport;

  private readonly failOnWarning: boolean;
  private readonly earlier?: EarlierAssembly;

  public constructor(props: EcrPublishingChecksProps = {}) {
    this.failOnWarning = props.failOnWarning ?? false;
    if (props.against !== undefined) this.earlier = new EarlierAssembly(props.against);
  }

  /**
   * Reviews the templates of an app. CDK calls it.
   *
   * @param context the paths of the templates.
   */
  public validate(context: IPolicyValidationContext): PolicyValidationPluginReport {
    const { templatePaths, appConstruct } = context;
    const outdir = outdirOf(appConstruct);
    const read = readAssembly(outdir, templatePaths);
    const report = reviewTemplates(read.templates, read.unreviewed);
    this._report = acknowledgedReport(report, read.acknowledgements);
    const changes = this.earlier?.findingsOf(report.graph, { outdir, files: templatePaths }) ?? [];
    const violations = new SynthViolations({
      files: new Map(read.templates.map(({ name, file }) => [name, file])),
      paths: new ConstructPaths(appConstruct),
      acknowledged: constructAcknowledgements(appConstruct),
      failOnWarning: this.failOnWarning,
    });
    // CDK stops by `success` alone, so a warning is reported without stopping the synth.
    return {
      success: ![...report.findings, ...changes].some((finding) => violations.stops(finding)),
      violations: [
        ...[...report.findings, ...changes].map((finding): PolicyViolation => violations.ofFinding(finding)),
        ...report.unreviewed.map((part): PolicyViolation => violations.ofUnreviewed(part)),
      ],
    };
  }
}

/** The folder of an app's assembly. */
function outdirOf(app: IConstruct): string {
  return 'outdir' in app ? String(app.outdir) : '';
}
