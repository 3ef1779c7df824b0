import { readFileSync, type Stats, statSync } from 'node:fs';
import { isMapping, type Mapping } from '../../private/values/mapping';
import { refuse } from './input-error';
import { templateContent } from './template-text';
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
  return refuse(path, 'must be a CloudFormation template or a cloud assembly, got a file without Resources');
}

/** Whether a path is a folder. Refuses a path that does not exist. */
export function isFolder(path: string): boolean {
  return look(path).isDirectory();
}

/** Reads a text. Refuses one that is longer than any template before it reads it. */
export function readShortText(path: string): string {
  const found = look(path);
  if (!found.isFile()) refuse(path, `must be a file, got ${found.isDirectory() ? 'a folder' : 'something else'}`);
  const megabytes = found.size / 2 ** 20;
  if (megabytes > mostMegabytes) {
    refuse(
      path,
      `must be at most ${mostMegabytes} MB, got ${megabytes.toFixed(1)} MB. CloudFormation accepts ${cloudFormationLimits.templateMegabytes} MB`,
    );
  }
  // Some editors and shells start a text with a byte order mark.
  return attempt(path, () => readFileSync(path, 'utf8')).replace(/^\uFEFF/, '');
}

/** Reads from the file system. An error names the path and the reason. */
export function attempt<T>(path: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    return refuse(path, reasons[code] ?? `can't be read: ${code}`);
  }
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'is not there',
  ENOTDIR: 'is not there',
  EISDIR: 'must be a file, got a folder',
  EACCES: "can't be read: this user has no permission",
  EPERM: "can't be read: this user has no permission",
  ELOOP: "can't be read: its symbolic links lead in a circle",
  ENAMETOOLONG: "can't be read: its name is too long",
};

function look(path: string): Stats {
  return attempt(path, () => statSync(path));
}
