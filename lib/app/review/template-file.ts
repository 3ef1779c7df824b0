import { type Stats, statSync } from 'node:fs';
import { isMapping, type Mapping } from '../../private/mapping';
import { attempt, fail, readText } from '../input-file';
import { parseTemplateYaml } from './template-yaml';

/** CloudFormation takes 1 MB. */
const mostMegabytes = 5;

/** What a JSON or YAML file holds. */
export function readTemplateContent(path: string): unknown {
  const text = readShortText(path);
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

/** A text that no template is too long for; others are refused before they are read. */
export function readShortText(path: string): string {
  const found = look(path);
  if (!found.isFile()) fail(`${path} must be a file, got ${found.isDirectory() ? 'a folder' : 'something else'}`);
  const megabytes = found.size / 2 ** 20;
  if (megabytes > mostMegabytes) {
    fail(`${path} must be at most ${mostMegabytes} MB, got ${megabytes.toFixed(1)} MB; CloudFormation takes 1 MB`);
  }
  return readText(path);
}

function look(path: string): Stats {
  return attempt(path, () => statSync(path));
}
