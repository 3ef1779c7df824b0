import { existsSync } from 'node:fs';
import { type OnProgress } from '../../private/text/progress';
import { isMapping } from '../../private/values/mapping';
import { isFolder, readTemplateContent, readTemplates, type ReadTemplates, ReviewInputError } from '../../review/index';
import { fail } from '../input-file';
import { defaultConfig } from '../project-context';
import { readConfigTemplates } from './config-templates';
import { type ShownFile } from './screen';

/** The templates to show. */
export interface ShowSource extends Pick<ReadTemplates, 'templates' | 'unreviewed'> {
  /** A fact that a reader must know of templates that are made of a config. */
  readonly note?: string;
  /** The files of CI systems that a config describes. */
  readonly files?: readonly DescribedFile[];
}

/** A file of a CI system, and the account and Region of the role that it uses. */
export interface DescribedFile extends ShownFile {
  readonly account: string;
  readonly region: string;
}

const defaultAssembly = 'cdk.out';

/** Reads a config, or cloud assemblies and templates. Without paths, it reads those of the working folder. */
export function readSource(paths: readonly string[], onProgress?: OnProgress): ShowSource {
  const named = paths.length === 0 ? [defaultPath('show')] : paths;
  const [only, ...others] = named;
  return only !== undefined && others.length === 0 && isConfig(only)
    ? readConfigTemplates(only, onProgress)
    : readTemplates(named, onProgress);
}

/** The config or the cloud assembly of the working folder. */
export function defaultPath(command: string): string {
  const config = defaultConfig();
  const found = [config, defaultAssembly].find((path) => existsSync(path));
  return (
    found ??
    fail(
      `This folder has neither ${config} nor ${defaultAssembly}. Name a config, a cloud assembly or a template: ecr-publishing ${command} FILE.`,
    )
  );
}

/** Whether a path is a config. If its content does not show that, its extension does. */
export function isConfig(path: string): boolean {
  const isYaml = /\.ya?ml$/i.test(path);
  if (!existsSync(path)) return isYaml;
  if (isFolder(path)) return false;
  const content = contentOf(path);
  if (!isMapping(content)) return isYaml;
  if ('Resources' in content || 'AWSTemplateFormatVersion' in content) return false;
  return isYaml || 'environments' in content || 'repositories' in content;
}

/** The content of a file. Undefined if it cannot be read. The reader of its kind reports why. */
function contentOf(path: string): unknown {
  try {
    return readTemplateContent(path);
  } catch (error) {
    if (error instanceof ReviewInputError) return undefined;
    throw error;
  }
}
