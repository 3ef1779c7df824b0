import { dirname, join } from 'node:path';
import { cleanEnvironment } from './clean-environment';
import { runCommand } from './run-command';

/** A finding of a checker about a resource or line of a template. */
export interface Finding {
  readonly template: string;
  readonly id: string;
  readonly text: string;
}

/** All that cfn-lint reports on templates, which are relative to `folder`: errors, warnings and advice. */
export async function lint(python: string, folder: string, templates: readonly string[]): Promise<Finding[]> {
  const options = ['--include-checks', 'I'];
  const report = ['--format', 'json', '--non-zero-exit-code', 'none'];
  const output = await runChecker(python, 'cfn-lint', [...report, ...options, '--template', ...templates], folder);
  const findings = JSON.parse(output) as readonly { Filename: string; Rule: { Id: string }; Message: string }[];
  return findings.map(({ Filename, Rule, Message }) => ({ template: Filename, id: Rule.Id, text: Message }));
}

export interface CheckovReport {
  readonly passed: readonly Finding[];
  readonly failed: readonly Finding[];
  /** The text is the comment on the skip. */
  readonly skipped: readonly Finding[];
  readonly unread: readonly string[];
}

interface Check {
  readonly file_path: string;
  readonly check_id: string;
  readonly check_name: string;
  readonly resource: string;
  readonly check_result: { readonly suppress_comment?: string };
}

/** Runs checkov on templates, whose paths are relative to `folder`. */
export async function runCheckov(python: string, folder: string, templates: readonly string[]): Promise<CheckovReport> {
  // Without `--skip-download` it loads guidelines from its vendor, and prints a stack trace if that fails.
  const report = ['--framework', 'cloudformation', '--output', 'json', '--skip-download', '--soft-fail'];
  const output = await runChecker(python, 'checkov', [...report, '--file', ...templates], folder);
  const { results } = JSON.parse(output) as {
    results: Record<'passed_checks' | 'failed_checks' | 'skipped_checks', Check[]> & { parsing_errors: string[] };
  };
  const finding = (check: Check, text = `${check.resource}: ${check.check_name}`): Finding => ({
    template: check.file_path.replace(/^\//, ''),
    id: check.check_id,
    text,
  });
  return {
    passed: results.passed_checks.map((check) => finding(check)),
    failed: results.failed_checks.map((check) => finding(check)),
    skipped: results.skipped_checks.map((check) => finding(check, check.check_result.suppress_comment ?? '')),
    unread: results.parsing_errors,
  };
}

/** Options keep findings out of the exit code, so any code other than 0 is a crash, and throws. */
async function runChecker(python: string, name: string, args: readonly string[], cwd: string): Promise<string> {
  // By this Python, since the script's first line has the place where the environment was when it was made.
  const script = join(dirname(python), name);
  const env = { ...cleanEnvironment(), CKV_SKIP_PACKAGE_UPDATE_CHECK: 'true' }; // checkov would ask the network for it
  const { stdout } = await runCommand(python, [script, ...args], { cwd, env });
  return stdout;
}
