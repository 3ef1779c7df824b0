import { CloudAssembly } from 'aws-cdk-lib/cx-api';
import { compareReports, widens } from './compare';
import { renderHtml, renderHtmlChange } from './render/html';
import { renderJson, renderJsonChange } from './render/json';
import { renderMarkdown, renderMarkdownChange } from './render/markdown';
import { renderSarif } from './render/sarif';
import { renderTable } from './render/table';
import { renderTableChange } from './render/table-change';
import { type ReportedAccess, reportedAccess, type ReportedFinding, reportedFindings } from './reported';
import { reviewTemplates } from './review-templates';
import { type ReviewChange, type ReviewReport } from './review-report';
import { loadSynthesized } from './synthesized-templates';

/** One template for `AccessReport.ofTemplates()`. */
export interface AccessReportTemplate {
  /** What the template is called in the report; the name of its stack, say. */
  readonly name: string;

  /** The template, as JSON text. Throws where it is none. */
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
}

/**
 * Who can push to, pull from and change the repositories of some CloudFormation templates, who can become whom, and what
 * a reviewer should know: read from the templates alone, whatever made them.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
export class AccessReport {
  /**
   * Reviews a cloud assembly.
   *
   * @param directory where it is, `cdk.out` mostly. Throws where there is none.
   */
  public static ofAssembly(directory: string): AccessReport {
    const { stacksRecursively: stacks } = new CloudAssembly(directory);
    const known = (text: string) => (text.startsWith('unknown-') ? undefined : text);
    const templates = loadSynthesized(
      stacks.map(({ stackName: name, templateFullPath: path, environment: { account, region } }) => ({
        name,
        path,
        account: known(account),
        region: known(region),
      })),
    );
    return new AccessReport(reviewTemplates(templates));
  }

  /**
   * Reviews templates together: what one exports another may import.
   *
   * @param templates the templates.
   */
  public static ofTemplates(...templates: AccessReportTemplate[]): AccessReport {
    const loaded = templates.map(({ name, templateText, account, region }) => ({
      name,
      file: name,
      body: JSON.parse(templateText) as unknown,
      place: { ...(account !== undefined && { account }), ...(region !== undefined && { region }) },
    }));
    return new AccessReport(reviewTemplates(loaded));
  }

  private constructor(private readonly report: ReviewReport) {}

  /** Who can do what; nobody else can. */
  public get access(): ReportedAccess[] {
    return reportedAccess(this.report.access);
  }

  /** What a reviewer should know. */
  public get findings(): ReportedFinding[] {
    return reportedFindings(this.report.findings);
  }

  /** The report as JSON: `{ repositories, principals, access, findings }`. */
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

  /** Whether something can be done that could not be done before. */
  public get widens(): boolean {
    return widens(this.change);
  }

  /** The change as JSON: `{ added, removed, widened, narrowed, findings }`. */
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
