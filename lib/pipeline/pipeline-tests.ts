import { refuseIf } from '../private/validation/validation';
import { type ImageTests, refuseTests } from '../testing/image-tests';
import { TestReportFormat } from '../testing/test-report';
import { tokenProblem } from './pipeline-inputs';
import { type PipelineSystem } from './pipeline-system';

/** The tests of a pipeline. Refuses commands that synth does not know, and reports that the CI system cannot show. */
export function pipelineTests(
  { name }: PipelineSystem,
  tests: readonly ImageTests[] | undefined,
): readonly ImageTests[] {
  if (tests === undefined) return [];
  refuseTests(tests);
  tests.forEach(({ _commands: commands, _reports: reports }, index) => {
    commands.forEach((command, number) => {
      refuseIf(`tests[${index}].commands[${number}]`, tokenProblem(command));
    });
    reports.forEach(({ format }, number) => {
      const path = `tests[${index}].reports[${number}].format`;
      refuseIf(path, format === TestReportFormat.JUNIT_XML ? undefined : formatProblem(format, name));
    });
  });
  return tests;
}

/** Whether the tests write files with results. */
export function hasReports(tests: readonly ImageTests[]): boolean {
  return tests.some(({ _reports }) => _reports.length > 0);
}

function formatProblem(format: string, system: string): string {
  return `must be ${TestReportFormat.JUNIT_XML} in a pipeline, got '${format}'. ${system} shows files of JUnit only.`;
}
