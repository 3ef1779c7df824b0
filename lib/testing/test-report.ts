import {
  listProblem,
  type Problem,
  quote,
  refuseIf,
  type Rule,
  validate,
  validateEach,
} from '../private/validation/validation';
import { sourceFilesRule } from '../private/git/source-files';
import { textRule } from '../private/validation/text';

/** The form of the files of a report. */
export enum TestReportFormat {
  /** JUnit's XML, which most programs can write. */
  JUNIT_XML = 'JUNITXML',

  /** The XML of NUnit 2. */
  NUNIT_XML = 'NUNITXML',

  /** The XML of NUnit 3. */
  NUNIT3_XML = 'NUNIT3XML',

  /** The JSON of Cucumber. */
  CUCUMBER_JSON = 'CUCUMBERJSON',

  /** The XML of TestNG. */
  TESTNG_XML = 'TESTNGXML',

  /** The TRX files of Visual Studio. */
  VISUAL_STUDIO_TRX = 'VISUALSTUDIOTRX',

  /** Code coverage in the XML of Clover. */
  CLOVER_XML = 'CLOVERXML',

  /** Code coverage in the XML of Cobertura. */
  COBERTURA_XML = 'COBERTURAXML',

  /** Code coverage in the XML of JaCoCo. */
  JACOCO_XML = 'JACOCOXML',

  /** Code coverage in the JSON of SimpleCov. */
  SIMPLECOV = 'SIMPLECOV',
}

/** Files with results that tests write. They are collected even if a test fails. */
export interface TestReport {
  /**
   * The files, as paths in the source. `*` matches any text without a slash, and `**` matches folders. Throws for a path that leaves
   * the source, and for an empty list.
   */
  readonly files: string[];

  /**
   * The name of the report. Throws for a name that two reports have.
   *
   * @default tests
   */
  readonly name?: string;

  /**
   * The form of the files.
   *
   * @default TestReportFormat.JUNIT_XML
   */
  readonly format?: TestReportFormat;
}

/** A report with its defaults. */
export type CompleteTestReport = Required<TestReport>;

const name = 'a name of a report';

/** The name of a report becomes the end of the name of a report group. */
export const reportNameRule: Rule = (value) =>
  textRule(name)(value) ??
  (/^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/.test(value as string)
    ? undefined
    : `must be ${name}, got ${quote(value)}. Use up to 64 letters, digits, '-' and '_'`);

const formats: readonly unknown[] = Object.values(TestReportFormat);

const formatRule: Rule = (value) =>
  formats.includes(value) ? undefined : `must be one of ${formats.join(', ')}, got ${quote(value)}`;

/** The formats of code coverage, which do not show which test failed. */
const coverage: readonly TestReportFormat[] = [
  TestReportFormat.CLOVER_XML,
  TestReportFormat.COBERTURA_XML,
  TestReportFormat.JACOCO_XML,
  TestReportFormat.SIMPLECOV,
];

/** Whether a report shows code coverage. */
export function isCoverage({ format }: CompleteTestReport): boolean {
  return coverage.includes(format);
}

/** Validates the reports of some tests, and adds the defaults. */
export function testReports(reports: readonly TestReport[]): CompleteTestReport[] {
  refuseIf('reports', listProblem(reports));
  return reports.map((report, index) => {
    const path = `reports[${index}]`;
    const complete = { ...report, name: report.name ?? 'tests', format: report.format ?? TestReportFormat.JUNIT_XML };
    validateEach(`${path}.files`, complete.files, sourceFilesRule);
    validate(`${path}.name`, complete.name, reportNameRule);
    validate(`${path}.format`, complete.format, formatRule);
    refuseIf(`${path}.name`, repeatedNameProblem(complete.name, reports.slice(0, index)));
    return complete;
  });
}

/** The problem with the name of a report that another report has. */
export function repeatedNameProblem(name: string, earlier: readonly TestReport[]): Problem {
  return earlier.some((report) => (report.name ?? 'tests') === name)
    ? `must be the name of one report, got ${quote(name)} again. Give each report its own \`name\``
    : undefined;
}
