import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type CheckovReport, type Finding, lint, runCheckov } from './checkers';
import { workFolder } from './places';
import { preparePython } from './python-environment';
import { step } from './step';
import { exampleNames, synthesizeExample, templatesIn } from './synthesize-example';

/** Proves that both checkers look, and at all that they should: an error, a warning, advice and a failed check. */
const wrong = {
  Parameters: { Unused: { Type: 'String' } },
  Resources: {
    Repository: { Type: 'AWS::ECR::Repository', Properties: { RepositoryName: 'UPPER' } },
    LogGroup: { Type: 'AWS::Logs::LogGroup' }, // no DeletionPolicy
  },
};
const wrongTemplate = 'wrong.template.json';

/** The templates of stack sets contain other templates as text, which checkov does not read. */
const fewestPassed: Readonly<Record<string, number>> = { 'stack-sets': 15 };

describe('the templates of the examples, checked', () => {
  let folder: string | undefined;
  let linted: Finding[];
  let checked: CheckovReport;

  beforeAll(async () => {
    const python = await preparePython('checkers');
    mkdirSync(workFolder, { recursive: true });
    const output = (folder = mkdtempSync(join(workFolder, 'templates-')));
    step(`synthesizing ${exampleNames.join(', ')}`);
    await Promise.all(exampleNames.map((name) => synthesizeExample(name, join(output, name))));
    writeFileSync(join(output, wrongTemplate), JSON.stringify(wrong));
    const templates = templatesIn(output);
    step(`running cfn-lint and checkov on ${templates.join(', ')}`);
    [linted, checked] = await Promise.all([lint(python, output, templates), runCheckov(python, output, templates)]);
  });

  afterAll(() => {
    if (folder) rmSync(folder, { recursive: true, force: true });
  });

  it('has examples to check', () => {
    expect(exampleNames).toContain('registry');
  });

  describe.each(exampleNames)('examples/%s', (name) => {
    const ofExample = (findings: readonly Finding[]) =>
      findings.filter(({ template }) => template.startsWith(`${name}/`));

    it('has nothing that cfn-lint reports', () => {
      expect(ofExample(linted)).toEqual([]);
    });

    it('fails no check of checkov, and passes many', () => {
      expect(ofExample(checked.failed)).toEqual([]);
      expect(ofExample(checked.passed).length).toBeGreaterThanOrEqual(fewestPassed[name] ?? 40);
    });

    it('says why, wherever it skips a check of checkov', () => {
      // In place of a comment that is missing, checkov says 'No comment provided': 19 characters.
      expect(ofExample(checked.skipped).filter(({ text }) => text.trim().length < 20)).toEqual([]);
    });
  });

  it('is read whole by checkov', () => {
    expect(checked.unread).toEqual([]);
  });

  it('would show an error, a warning, advice and a failed check', () => {
    const idsOf = (findings: readonly Finding[]) =>
      findings.filter(({ template }) => template === wrongTemplate).map(({ id }) => id);
    expect(idsOf(linted)).toEqual(expect.arrayContaining(['E3031', 'W2001', 'I3011']));
    expect(idsOf(checked.failed)).toContain('CKV_AWS_163');
  });
});
