import { statSync } from 'node:fs';
import { isMapping, type Mapping } from '../../private/values/mapping';
import { refuse } from './input-error';
import { templateContent } from './template-text';
import { readProblem, readTextFile } from './text-file';
import { cloudFormationLimits } from '../service-limits';

/** More than CloudFormation accepts: a formatted file is longer than what is deployed. */
const mostMegabytes = 5 * cloudFormationLimits.templateMegabytes;

/** The content of a JSON or YAML file. */
export function readTemplateContent(path: string): unknown {
  return templateContent(readShortText(path), path);
}

/** Whether a file's content is a template. */
export function isTemplate(content: unknown): content is Mapping {
  return isMapping(content) && Object.hasOwn(content, 'Resources') && isMapping(content.Resources);
}

/** Reads a template. Refuses any other file. */
export function readTemplate(path: string): Mapping {
  return templateOf(readTemplateContent(path), path);
}

/** Refuses content that is not a template. */
export function templateOf(content: unknown, path: string): Mapping {
  if (isTemplate(content)) return content;
  return refuse(
    path,
    `must be a CloudFormation template or a cloud assembly, got ${kindOf(content)}. Name cdk.out or a template.`,
  );
}

function kindOf(content: unknown): string {
  if (content === null || content === undefined) return 'an empty file';
  return isMapping(content)
    ? 'a file without Resources'
    : `${Array.isArray(content) ? 'a list' : 'a text'} without Resources`;
}

/** Whether a path is a folder. Refuses a path that does not exist. */
export function isFolder(path: string): boolean {
  return attempt(path, () => statSync(path)).isDirectory();
}

/** Reads a text. Refuses one that is longer than any template before it reads it. */
export function readShortText(path: string): string {
  const read = readTextFile(path, {
    megabytes: mostMegabytes,
    remedy: `CloudFormation accepts ${cloudFormationLimits.templateMegabytes} MB.`,
  });
  return 'problem' in read ? refuse(path, read.problem) : read.text;
}

/** Reads from the file system. An error names the path and the reason. */
export function attempt<T>(path: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    return refuse(path, readProblem(error));
  }
}
