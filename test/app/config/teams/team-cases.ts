import { join } from 'node:path';
import { stringify } from 'yaml';
import { readConfig } from '../../../../lib/app/config';
import { type RegistryConfig } from '../../../../lib/app/config/schema';
import { folderWith } from '../../command';
import { minimal, problemsOf } from '../../config-cases';

/** The file of a team with the least that it holds. */
export const pizza = {
  version: 1,
  team: 'pizza',
  owners: ['@acme/pizza'],
  prefixes: ['pizza/'],
  repositories: [{ name: 'pizza/service' }],
};

/** The file of another team. */
export const sushi = {
  version: 1,
  team: 'sushi',
  owners: ['@acme/sushi', 'sushi@example.com'],
  prefixes: ['sushi/'],
  repositories: [{ name: 'sushi/service' }],
};

/** A main file that includes the files of teams. */
export const main = { ...minimal, include: ['teams/*.yaml'] };

/** The main file in a new folder, with other files. Data is written as YAML. */
export function organization(files: Readonly<Record<string, unknown>>, mainFile: object = main): string {
  const texts = Object.entries({ 'ecr-publishing.yaml': mainFile, ...files }).map(([name, content]) => [
    name,
    typeof content === 'string' ? content : stringify(content),
  ]);
  return join(folderWith(Object.fromEntries(texts) as Record<string, string>), 'ecr-publishing.yaml');
}

export function configOf(files: Readonly<Record<string, unknown>>, mainFile?: object): RegistryConfig {
  return readConfig(organization(files, mainFile));
}

/** The lines that the files are refused with, without the name of their folder. */
export function problemsInFiles(files: Readonly<Record<string, unknown>>, mainFile?: object): string[] {
  const file = organization(files, mainFile);
  return problemsOf(() => readConfig(file)).map((line) => line.replaceAll(file.replace('ecr-publishing.yaml', ''), ''));
}
