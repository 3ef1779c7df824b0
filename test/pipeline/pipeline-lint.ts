import Ajv from 'ajv';
import { parse } from 'yaml';
import { shellCheck } from '../shell-check';
import { withoutRepetition } from '../shell-functions';
import { type Properties } from '../synthesis';
import bitbucketSchema from './schemas/bitbucket-pipelines.json';
import gitLabSchema from './schemas/gitlab-ci.json';

const ajv = new Ajv({ strict: false, validateFormats: false });
const validators = { gitLab: ajv.compile(gitLabSchema), bitbucket: ajv.compile(bitbucketSchema) };

/** The errors by the schema that the CI system publishes. */
export function schemaErrors(text: string): string[] {
  const validate = validators[isGitLab(text) ? 'gitLab' : 'bitbucket'];
  validate(parse(text));
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath}: ${message}`);
}

function isGitLab(text: string): boolean {
  return text.includes('\nworkflow:');
}

/** A job of GitLab, or a step of Bitbucket, by its id or its name. */
export function jobsIn(text: string): Record<string, Properties> {
  const { workflow, pipelines, ...jobs } = parse(text) as Properties;
  if (workflow !== undefined) return jobs;
  const steps: Record<string, Properties> = {};
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    const { step } = value as Properties;
    if (step !== undefined) steps[String((step as Properties).name)] = step as Properties;
    Object.values(value).forEach(visit);
  };
  visit(pipelines);
  return steps;
}

/** The script of a job, as its shell gets it. */
export function scriptOf(job: Properties | undefined): string {
  return (job?.script as string[] | undefined)?.join('\n') ?? '';
}

/** The scripts of all jobs. */
export function scriptsIn(text: string): string[] {
  return Object.values(jobsIn(text)).map(scriptOf);
}

/** The part of a script that Bash runs. */
export function bashPart(script: string): string {
  const [, part = ''] = /<<'END_OF_SCRIPT'\n(.*)\nEND_OF_SCRIPT\n/s.exec(script) ?? [];
  return part;
}

/** The findings of ShellCheck, in the part for any POSIX shell and in the part for Bash, apart from codes that a script has on purpose. */
export function shellErrors(scripts: readonly string[], intended: readonly number[] = []): unknown[] {
  const findings = [
    ...[...new Set(scripts)].flatMap((script) => shellCheck(`#!/bin/sh\n${script}`)),
    ...withoutRepetition(scripts.map(bashPart)).flatMap((script) => shellCheck(`#!/bin/bash\n${script}`)),
  ];
  return findings.filter((finding) => !intended.includes((finding as { readonly code: number }).code));
}
