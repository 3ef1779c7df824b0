import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { runCdk } from './cdk-cli';
import { cleanEnvironment } from './clean-environment';
import { projectFolder } from './places';

const examplesFolder = join(projectFolder, 'examples');

/** The folders of `examples`. */
export const exampleNames = readdirSync(examplesFolder, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name);

/** Synthesizes an example as its README says: with its own app, or a config with the app of this package. */
export async function synthesizeExample(name: string, output: string): Promise<void> {
  const folder = join(examplesFolder, name);
  const config = join(folder, 'ecr-publishing.yaml');
  const synth = ['synth', '--quiet', '--output', output];
  if (existsSync(join(folder, 'cdk.json'))) await runCdk(synth, folder, cleanEnvironment());
  else await runCdk([...synth, '--context', `config=${config}`], projectFolder, cleanEnvironment());
}

/** The templates below a folder, those of nested stacks and stages too, relative to it. */
export function templatesIn(folder: string): string[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return files.filter((file) => file.endsWith('.template.json')).sort();
}
