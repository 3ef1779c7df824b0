import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import { ReportGroup, ReportGroupType } from 'aws-cdk-lib/aws-codebuild';
import { Construct } from 'constructs';
import { type StatementJson } from '../private/aws/policy-document';
import { shortened } from '../private/text/short-hash';
import { type ImageTests } from '../testing/image-tests';
import { type CompleteTestReport, isCoverage } from '../testing/test-report';

interface ReportGroupsProps {
  readonly projectName: string;
  readonly tests: readonly ImageTests[];
  readonly removalPolicy?: RemovalPolicy;
}

const nameCharacters = 128;

/** The report groups of a project, one for each report of its tests. */
export class ReportGroups extends Construct {
  /** The permission to write into exactly these groups. */
  public readonly statements: StatementJson[];

  /** The part of the build specification. CodeBuild reads the files after a failed test, too. */
  public readonly buildspec: Readonly<Record<string, unknown>>;

  public constructor(scope: Construct, id: string, { projectName, tests, removalPolicy }: ReportGroupsProps) {
    super(scope, id);
    const reports = tests.flatMap(({ _reports }) => _reports);
    const named = reports.map((report) => ({
      report,
      reportGroupName: shortened(`${projectName}-${report.name}`, nameCharacters),
    }));
    for (const { report, reportGroupName } of named) {
      new ReportGroup(this, report.name, {
        reportGroupName,
        type: isCoverage(report) ? ReportGroupType.CODE_COVERAGE : ReportGroupType.TEST,
        removalPolicy: removalPolicy ?? RemovalPolicy.RETAIN,
        deleteReports: removalPolicy === RemovalPolicy.DESTROY,
      });
    }
    const arnOf = (resourceName: string) =>
      Stack.of(this).formatArn({ service: 'codebuild', resource: 'report-group', resourceName });
    this.buildspec = Object.fromEntries(
      named.map(({ report, reportGroupName }) => [arnOf(reportGroupName), reportOf(report)]),
    );
    const groups = (coverage: boolean) =>
      named
        .filter(({ report }) => isCoverage(report) === coverage)
        .map(({ reportGroupName }) => arnOf(reportGroupName));
    this.statements = [
      ...writeStatement('WriteTestReports', 'codebuild:BatchPutTestCases', groups(false)),
      ...writeStatement('WriteCoverageReports', 'codebuild:BatchPutCodeCoverages', groups(true)),
    ];
  }
}

function reportOf({ files, format }: CompleteTestReport): Record<string, unknown> {
  return { files, 'file-format': format };
}

/** @see https://docs.aws.amazon.com/codebuild/latest/userguide/test-permissions.html */
function writeStatement(sid: string, action: string, groups: readonly string[]): StatementJson[] {
  if (groups.length === 0) return [];
  const actions = [action, 'codebuild:CreateReport', 'codebuild:UpdateReport'];
  return [{ Sid: sid, Effect: 'Allow', Action: actions, Resource: [...groups] }];
}
