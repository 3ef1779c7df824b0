import { publicApi } from '../../private/boundary/public-api';
import { plainTerminal } from '../../private/text/terminal';
import { compareReports, destroys, widens } from '../changes/compare-reports';
import { renderHtml, renderHtmlChange } from '../render/html';
import { renderJson, renderJsonChange } from '../render/json';
import { renderMarkdown, renderMarkdownChange } from '../render/markdown';
import { renderSarif } from '../render/sarif';
import { renderTable } from '../render/table';
import { renderTableChange } from '../render/table-change';
import {
  type ReportedAccess,
  reportedAccess,
  type ReportedAssumption,
  reportedAssumptions,
  type ReportedChange,
  reportedChanges,
  type ReportedFinding,
  reportedFindings,
  reportedUnreviewed,
  type UnreviewedAccess,
} from './reported';
import { type LoadedTemplate } from '../read/loaded-template';
import { readAssembly } from '../read/read-templates';
import { sourcePlaces } from '../read/source-places';
import { templateOf } from '../read/template-file';
import { templateContent } from '../read/template-text';
import { reviewRead, reviewTemplates } from '../review-templates';
import { type ReviewChange, type ReviewReport } from './review-report';

/** One template for `AccessReport.ofTemplates()`. */
export interface AccessReportTemplate {
  /** The name of the template in the report, such as the name of its stack. */
  readonly name: string;

  /** The text of the template, in JSON or YAML. `AccessReport.ofTemplates()` throws if it is not a template. */
  readonly templateText: string;

  /**
   * The account that it is deployed to, as 12 digits.
   *
   * @default - not known: access that depends on it is unknown
   */
  readonly account?: string;

  /**
   * The Region that it is deployed to.
   *
   * @default - not known: access that depends on it is unknown
   */
  readonly region?: string;

  /**
   * The partition that it is deployed to, such as `aws-cn`.
   *
   * @default - the partition of the Region, or not known
   */
  readonly partition?: string;
}

/**
 * A report of which principals can push to, pull from and change the repositories of CloudFormation templates, which
 * roles they can assume, and what a reviewer should know. It reads the templates alone, from any tool.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 *
 * @example
 * import { AccessReport } from 'cdk-ecr-publishing';
 *
 * const markdown = AccessReport.ofAssembly('cdk.out').renderMarkdown();
 */
@publicApi
export class AccessReport {
  /**
   * Reviews a cloud assembly with the acknowledgements of its app. The result is the report of `ecr-publishing review`.
   *
   * @param directory the folder of the assembly, such as `cdk.out`. Throws if it is not one.
   */
  public static ofAssembly(directory: string): AccessReport {
    const read = readAssembly(directory);
    return new AccessReport(reviewRead(read), read.templates);
  }

  /**
   * Reviews templates together: one may import the exports of another.
   *
   * @param templates the templates.
   */
  public static ofTemplates(...templates: AccessReportTemplate[]): AccessReport {
    const loaded = templates.map(({ name, templateText, account, region, partition }) => ({
      name,
      file: name,
      body: templateOf(templateContent(templateText, `template '${name}'`), `template '${name}'`),
      env: {
        ...(account !== undefined && { account }),
        ...(region !== undefined && { region }),
        ...(partition !== undefined && { partition }),
      },
    }));
    return new AccessReport(reviewTemplates(loaded));
  }

  private constructor(
    private readonly report: ReviewReport,
    /** The templates of an assembly, whose files are known. */
    private readonly templates: readonly LoadedTemplate[] = [],
  ) {}

  /** The rows of access, one for each principal, operation and repository. The templates that were read deny all other access. */
  public get access(): ReportedAccess[] {
    return reportedAccess(this.report.access);
  }

  /** The findings: mistakes and risks that a reviewer should know. */
  public get findings(): ReportedFinding[] {
    return reportedFindings(this.report.findings);
  }

  /** The parts of the templates that may grant or have access and that the review could not read. */
  public get unreviewed(): UnreviewedAccess[] {
    return reportedUnreviewed(this.report.unreviewed);
  }

  /** The assumptions of the review about what no template says, such as the account of a template. */
  public get assumptions(): ReportedAssumption[] {
    return reportedAssumptions(this.report.assumptions);
  }

  /** The report as JSON: `{ repositories, principals, access, findings, unreviewed, assumptions }`. */
  public renderJson(): string {
    return renderJson(this.report);
  }

  /** The report as a table for a terminal of 100 columns. */
  public renderTable(): string {
    return renderTable(this.report, plainTerminal);
  }

  /** The report in Markdown, short enough for a comment on a pull request. */
  public renderMarkdown(): string {
    return renderMarkdown(this.report);
  }

  /**
   * The findings as SARIF 2.1.0, for GitHub code scanning. A report of an assembly has the files of its templates, with the lines
   * of the resources.
   */
  public renderSarif(): string {
    const files = new Map(this.templates.map(({ name, file }) => [name, file]));
    return renderSarif(this.report, files, { placeOf: sourcePlaces(this.templates) });
  }

  /** The report as an HTML page that needs no other file. */
  public renderHtml(): string {
    return renderHtml(this.report);
  }

  /**
   * Compares this report with an older one.
   *
   * @param older the older report, such as the report of the deployed templates.
   */
  public compare(older: AccessReport): AccessChange {
    return AccessChange._of(compareReports(older.report, this.report));
  }
}

/** The differences between two reports: access that was added, removed, widened or narrowed, and new findings. */
export class AccessChange {
  /** @internal */
  public static _of(change: ReviewChange): AccessChange {
    return new AccessChange(change);
  }

  private constructor(private readonly change: ReviewChange) {}

  /** Access that was not there before. */
  public get added(): ReportedAccess[] {
    return reportedAccess(this.change.added);
  }

  /** Access that was removed. */
  public get removed(): ReportedAccess[] {
    return reportedAccess(this.change.removed);
  }

  /** Access that is wider than before, as it is now. */
  public get widened(): ReportedAccess[] {
    return reportedAccess(this.change.widened);
  }

  /** Access that is narrower than before, as it is now. */
  public get narrowed(): ReportedAccess[] {
    return reportedAccess(this.change.narrowed);
  }

  /** Findings that were not there before. */
  public get findings(): ReportedFinding[] {
    return reportedFindings(this.change.findings);
  }

  /** Parts that the review could not read and that were not there before. */
  public get unreviewed(): UnreviewedAccess[] {
    return reportedUnreviewed(this.change.unreviewed);
  }

  /**
   * The resources that the change destroys, weakens or opens, the worst first, such as a repository that is replaced. After that,
   * other differences, such as a finding that was acknowledged.
   */
  public get changes(): ReportedChange[] {
    return reportedChanges(this.change.changes);
  }

  /** Whether access was added or widened, or something else was opened, such as a KMS key. */
  public get widens(): boolean {
    return widens(this.change);
  }

  /** Whether something is destroyed or weakened, or may be. */
  public get destroys(): boolean {
    return destroys(this.change);
  }

  /** The change as JSON: `{ added, removed, widened, narrowed, changes, findings, unreviewed }`. */
  public renderJson(): string {
    return renderJsonChange(this.change);
  }

  /** The change as a table for a terminal of 100 columns. */
  public renderTable(): string {
    return renderTableChange(this.change, plainTerminal);
  }

  /** The change in Markdown, short enough for a comment on a pull request. */
  public renderMarkdown(): string {
    return renderMarkdownChange(this.change);
  }

  /** The change as an HTML page that needs no other file. */
  public renderHtml(): string {
    return renderHtmlChange(this.change);
  }
}
