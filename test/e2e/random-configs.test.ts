import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import featureFlags from 'aws-cdk-lib/recommended-feature-flags.json';
import fc from 'fast-check';
import { validateConfig } from '../../lib/app/config/index';
import { ConfigError } from '../../lib/app/config/problem';
import { addRegistryStacks } from '../../lib/app/registry-stacks';
import { schemaConfig } from '../app/schema-configs';
import { type Finding, lint } from './checkers';
import { workFolder } from './places';
import { preparePython } from './python-environment';
import { step } from './step';
import { templatesIn } from './synthesize-example';

/** Each run has other configs. `SEED=NUMBER npm run e2e -- random-configs` repeats those of a failed run. */
const { SEED: given } = process.env;
const seed = given === undefined ? Math.floor(Math.random() * 2 ** 31) : Number(given);

const wanted = 30;

/** The rules by which cfn-lint refuses every ARN of the European Sovereign Cloud as a principal: it knows three partitions. */
const principals = ['E3512', 'E3513', 'E3530'];

/** The finding of cfn-lint for each task of a state machine outside the partition `aws`, which is the only one that its pattern has. */
const taskOfOtherPartition = ({ id, text }: Finding) => id === 'E3601' && /^'arn:aws-[a-z-]+:states:::/.test(text);

/** Synthesizes a config into a folder, and returns whether it is valid. */
function synthesize(config: object, outdir: string): boolean {
  // The CDK CLI sets these. By them cfn-lint knows a template of the CDK, which is not written by hand.
  const asCli = { 'aws:cdk:enable-path-metadata': true, 'aws:cdk:version-reporting': true };
  const context = { ...featureFlags, ...asCli };
  const app = new App({ outdir, context, builtinCloudFormationValidation: false });
  try {
    addRegistryStacks(app, validateConfig(config));
  } catch (error) {
    if (error instanceof ConfigError) return false;
    throw error;
  }
  app.synth();
  return true;
}

describe(`random valid configs of seed ${seed}`, () => {
  let folder: string | undefined;
  let valid = 0;
  let templates: string[] = [];
  let linted: Finding[] = [];
  let wrongIds: string[] = [];

  beforeAll(async () => {
    const python = await preparePython('checkers');
    mkdirSync(workFolder, { recursive: true });
    const output = (folder = mkdtempSync(join(workFolder, 'random-')));
    step(`synthesizing random configs of seed ${seed}`);
    jest.spyOn(console, 'error').mockImplementation(() => undefined); // the CDK prints warnings
    for (const [index, config] of fc.sample(schemaConfig, { seed, numRuns: 10 * wanted }).entries()) {
      if (valid === wanted) break;
      const place = JSON.stringify(config).includes('eusc-') ? 'sovereign' : 'known';
      if (synthesize(config, join(output, `${place}-${index}`))) valid += 1;
    }
    templates = templatesIn(output);
    const wrong = {
      Resources: { Repository: { Type: 'AWS::ECR::Repository', Properties: { RepositoryName: 'UPPER' } } },
    };
    writeFileSync(join(output, 'wrong.template.json'), JSON.stringify(wrong));
    step(`running cfn-lint on ${templates.length} templates`);
    const findings = await lint(python, output, [...templates, 'wrong.template.json']);
    linted = findings.filter(({ template }) => template !== 'wrong.template.json');
    wrongIds = findings.flatMap(({ template, id }) => (template === 'wrong.template.json' ? [id] : []));
  });

  afterAll(() => {
    if (folder) rmSync(folder, { recursive: true, force: true });
  });

  it('are as many as wanted', () => {
    expect(valid).toBe(wanted);
    expect(templates.length).toBeGreaterThanOrEqual(wanted);
  });

  it('become templates in which cfn-lint finds nothing', () => {
    const findings = linted
      .filter((finding) => !taskOfOtherPartition(finding))
      .filter(({ template, id }) => !(template.startsWith('sovereign-') && principals.includes(id)));
    expect({ seed, findings }).toEqual({ seed, findings: [] });
  });

  it('would be shown if one were wrong', () => {
    expect(wrongIds).toContain('E3031');
  });
});
