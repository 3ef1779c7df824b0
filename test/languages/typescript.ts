import { join } from 'node:path';
import { projectFolder } from './places';
import { templatesOf } from './templates';

const cached = new Map<string, Promise<Record<string, unknown>>>();

/** The templates of an example in TypeScript, which is run once. */
export function templatesOfTypeScript(example: string): Promise<Record<string, unknown>> {
  const folder = join(projectFolder, 'examples', example);
  const command = [process.execPath, '-r', 'tsx/cjs', 'app.ts'] as const;
  const templates = cached.get(example) ?? templatesOf({ command, folder }, example);
  cached.set(example, templates);
  return templates;
}
