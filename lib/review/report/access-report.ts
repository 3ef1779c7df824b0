import { publicApi } from '../../private/boundary/public-api';
import { compareReports, widens } from '../changes/compare-reports';
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
import { readAssembly } from '../read/read-templates';
import { templateOf } from '../read/template-file';
import { templateContent } from '../read/template-text';
import { reviewRead, reviewTemplates } from '../review-templates';
import { type ReviewChange, type ReviewReport } from './review-report';

/** One template for `AccessReport.ofTemplates()`. */
export interface AccessReportTemplate {
  /** What the template is called in the report; the name of its stack, say. */
  readonly name: string;

  /** The template, as text in JSON or YAML. `AccessReport.ofTemplates()` throws if it is not one. */
  readonly templateText: string;

  /**
   * The account that it goes to, as 12 digits.
   *
   * @default - open: what depends on it is unknown
   */
  readonly account?: string;

  /**
   * The Region that it goes to.
   *
   * @default - open: what depends on it is unknown
   */
  readonly region?: string;

  /**
   * The partition that it goes to, such as `aws-cn`.
   *
   * @default - that of the Region, or open
   */
  readonly partition?: string;
}

/**
 * Who can push to, pull from and change the repositories of some CloudFormation templates, who can become whom, and what
 * a reviewer should know: read from the templates alone, whatever made them.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
@publicApi
export class AccessReport {
  /**
   * Reviews a cloud assembly, with what its app has acknowledged: the report that `ecr-publishing review` shows.
   *
   * @param directory the folder of the assembly, such as `cdk.out`. Throws if it is not one.
   */
  public static ofAssembly(directory: string): AccessReport {
    return new AccessReport(reviewRead(readAssembly(directory)));
  }

  /**
   * Reviews templates together: what one exports another may import.
   *
   * @param templates the templates.
   */
  public static ofTemplates(...templates: AccessReportTemplate[]): AccessReport {
    const loaded = templates.map(({ name, templateText, account, region, partition }) => ({
      name,
      file: name,
      body: templateOf(templateContent(templateText, `template '${name}'`), `template '${name}'`),
      place: {
        ...(account !== undefined && { account }),
        ...(region !== undefined && { region }),
        ...(partition !== undefined && { partition }),
      },
    }));
    return new AccessReport(reviewTemplates(loaded));
  }

  private constructor(private readonly report: ReviewReport) {}

  /** The principals that can do something, with a row for each repository. What was read denies everything else. */
  public get access(): ReportedAccess[] {
    return reportedAccess(this.report.access);
  }

  /** What a reviewer should know. */
  public get findings(): ReportedFinding[] {
    return reportedFindings(this.report.findings);
  }

  /** The parts of the templates that may grant or hold access and that the review could not read. */
  public get unreviewed(): UnreviewedAccess[] {
    return reportedUnreviewed(this.report.unreviewed);
  }

  /** What no template says and the review took for granted, such as the account of a template. */
  public get assumptions(): ReportedAssumption[] {
    return reportedAssumptions(this.report.assumptions);
  }

  /** The report as JSON: `{ repositories, principals, access, findings, unreviewed, assumptions }`. */
  public renderJson(): string {
    return renderJson(this.report);
  }

  /** The report as a table for a terminal of 100 columns. */
  public renderTable(): string {
    return renderTable(this.report);
  }

  /** The report in Markdown, as a comment on a pull request takes it. */
  public renderMarkdown(): string {
    return renderMarkdown(this.report);
  }

  /** The findings as SARIF 2.1.0, which code scanning takes. */
  public renderSarif(): string {
    return renderSarif(this.report);
  }

  /** The report as one page that needs nothing else. */
  public renderHtml(): string {
    return renderHtml(this.report);
  }

  /**
   * What is different from an older report.
   *
   * @param older the report of what is there now, say.
   */
  public compare(older: AccessReport): AccessChange {
    return AccessChange._of(compareReports(older.report, this.report));
  }
}

/** What is different between two reports: access that was added, removed, widened or narrowed, and new findings. */
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

  /** Access that is gone. */
  public get removed(): ReportedAccess[] {
    return reportedAccess(this.change.removed);
  }

  /** Access that holds for more than before, as it is now. */
  public get widened(): ReportedAccess[] {
    return reportedAccess(this.change.widened);
  }

  /** Access that holds for less than before, as it is now. */
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

  /** Other differences, such as a finding that was acknowledged. */
  public get changes(): ReportedChange[] {
    return reportedChanges(this.change.changes);
  }

  /** Whether something can be done that could not be done before. */
  public get widens(): boolean {
    return widens(this.change);
  }

  /** The change as JSON: `{ added, removed, widened, narrowed, changes, findings, unreviewed }`. */
  public renderJson(): string {
    return renderJsonChange(this.change);
  }

  /** The change as a table for a terminal of 100 columns. */
  public renderTable(): string {
    return renderTableChange(this.change);
  }

  /** The change in Markdown, as a comment on a pull request takes it. */
  public renderMarkdown(): string {
    return renderMarkdownChange(this.change);
  }

  /** The change as one page that needs nothing else. */
  public renderHtml(): string {
    return renderHtmlChange(this.change);
  }
}
