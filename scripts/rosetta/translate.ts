import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { LanguageTablet } from 'jsii-rosetta';
import { stage, stagedPackage, stagePackage } from './staged-package';

const rosetta = join(__dirname, '../../node_modules/.bin/jsii-rosetta');

/**
 * Compiles every snippet of the README, the pages and the doc comments in strict mode, and translates it. Returns the errors
 * of Rosetta if a snippet does not compile or cannot be translated.
 */
export async function translateSnippets(): Promise<LanguageTablet | string> {
  stagePackage();
  const tablet = join(stage, 'tablet.json');
  const options = ['--compile', '--strict', '--batch', '1000', '--directory', stage, '--cache-to', tablet];
  try {
    const { status, stdout, stderr } = spawnSync(rosetta, ['extract', ...options, stagedPackage], { encoding: 'utf8' });
    return status === 0 ? await LanguageTablet.fromFile(tablet) : `${stdout}${stderr}`;
  } finally {
    rmSync(stage, { recursive: true, force: true });
  }
}
