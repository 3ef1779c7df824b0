import { Token } from 'aws-cdk-lib';
import { type Problem, quote, refuseIf } from '../../private/validation/validation';
import { type ImageTests, refuseTests } from '../../testing/image-tests';
import { TestReportFormat } from '../../testing/test-report';

/** The tests of a workflow. Refuses commands that GitHub would change, and reports that its summary cannot show. */
export function workflowTests(tests: readonly ImageTests[] | undefined): readonly ImageTests[] {
  if (tests === undefined) return [];
  refuseTests(tests);
  tests.forEach(({ _commands: commands, _reports: reports }, index) => {
    commands.forEach((command, number) => {
      refuseIf(`tests[${index}].commands[${number}]`, commandProblem(command));
    });
    reports.forEach(({ format }, number) => {
      refuseIf(
        `tests[${index}].reports[${number}].format`,
        format === TestReportFormat.JUNIT_XML ? undefined : formatProblem(format),
      );
    });
  });
  return tests;
}

function commandProblem(command: string): Problem {
  if (Token.isUnresolved(command)) {
    return 'must be known at synth, got a token. The workflow file is written before the deployment.';
  }
  return command.includes('${{')
    ? `must not contain a GitHub expression, got ${quote(command)}. GitHub would make its value a part of the script.`
    : undefined;
}

function formatProblem(format: string): string {
  return `must be ${TestReportFormat.JUNIT_XML} in a workflow, got '${format}'. The summary of a run shows files of JUnit only.`;
}
