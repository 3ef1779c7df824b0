import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { type LoadedTemplate } from '../../review/loaded-template';
import { attempt, fail } from '../input-file';
import { isAssembly, stacksIn } from './assembly';
import { withNestedStacks } from './nested-stacks';
import { isFolder, isTemplate, readTemplate, readTemplateContent } from './template-file';

/** The templates of cloud assemblies, of folders and of files, as the command line names them. */
export function readTemplates(paths: readonly string[]): LoadedTemplate[] {
  const names = new Set<string>();
  return paths.flatMap((path) => {
    if (!isFolder(path)) return [fileTemplate(path, readTemplate(path), names)];
    return isAssembly(path) ? assemblyTemplates(path, names) : folderTemplates(path, names);
  });
}

function assemblyTemplates(root: string, names: Set<string>): LoadedTemplate[] {
  const stacks = stacksIn(root);
  if (stacks.length === 0) fail(`${root} must be a cloud assembly with a stack, got one without`);
  return stacks.flatMap((stack) => {
    const { path, place } = stack;
    const name = uniqueName(stack.name, path, names);
    return withNestedStacks({ name, file: path, body: readTemplate(path), place }, stack, root);
  });
}

/** All templates of a folder; its other files, which hold no Resources, are passed over. */
function folderTemplates(folder: string, names: Set<string>): LoadedTemplate[] {
  const files = attempt(folder, () => readdirSync(folder, { withFileTypes: true }))
    .filter((entry) => entry.isFile() && /\.(json|ya?ml|template)$/.test(entry.name))
    .map((entry) => join(folder, entry.name))
    .sort();
  const templates = files.flatMap((path) => {
    const body = readTemplateContent(path);
    return isTemplate(body) ? [fileTemplate(path, body, names)] : [];
  });
  if (templates.length === 0) {
    fail(`${folder} must be a cloud assembly or a folder with CloudFormation templates, got none in it`);
  }
  return templates;
}

function fileTemplate(path: string, body: unknown, names: Set<string>): LoadedTemplate {
  const stem = basename(path).replace(/(\.template)?(\.(json|ya?ml|template))?$/, '');
  return { name: uniqueName(stem, path, names), file: path, body, place: {} };
}

/** The name, or with the file where another has the same. */
function uniqueName(name: string, path: string, names: Set<string>): string {
  const unique = names.has(name) ? `${name} (${path})` : name;
  names.add(unique);
  return unique;
}
