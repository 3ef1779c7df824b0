import { readFileSync, type Stats, statSync } from 'node:fs';
import { isMapping, type Mapping } from '../../private/mapping';
import { fail } from '../lifecycle-preview/input-file';
import { parseTemplateYaml } from './template-yaml';

/** CloudFormation takes 1 MB. */
const mostMegabytes = 5;

/** What a JSON or YAML file holds. */
export function readTemplateContent(path: string): unknown {
  const text = readText(path);
  try {
    return JSON.parse(text);
  } catch {
    return parseTemplateYaml(text, path);
  }
}

export function isTemplate(content: unknown): content is Mapping {
  return isMapping(content) && Object.hasOwn(content, 'Resources') && isMapping(content.Resources);
}

/** A template; anything else is refused. */
export function readTemplate(path: string): Mapping {
  const content = readTemplateContent(path);
  if (isTemplate(content)) return content;
  return fail(`${path} must be a CloudFormation template or a cloud assembly, got a file without Resources`);
}

/** Whether a folder is at a path; nothing being there is refused. */
export function isFolder(path: string): boolean {
  return look(path).isDirectory();
}

export function readText(path: string): string {
  const found = look(path);
  if (!found.isFile()) fail(`${path} must be a file, got something else`);
  const megabytes = found.size / 2 ** 20;
  if (megabytes > mostMegabytes) {
    fail(`${path} must be at most ${mostMegabytes} MB, got ${megabytes.toFixed(1)} MB; CloudFormation takes 1 MB`);
  }
  // Some editors and shells start a text with a byte order mark.
  return attempt(path, () => readFileSync(path, 'utf8')).replace(/^\uFEFF/, '');
}

function look(path: string): Stats {
  return attempt(path, () => statSync(path));
}

/** Reads, and says in a line what stands in the way. */
export function attempt<T>(path: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? '';
    const reason = code === 'ENOENT' || code === 'ENOTDIR' ? 'is not there' : `can't be read: ${code}`;
    return fail(`${path} ${reason}`);
  }
}
