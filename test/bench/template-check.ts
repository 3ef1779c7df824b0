import { templateDifferences } from './equivalent-templates';
import { synthesizeApp } from './synthesis';
import type { Version } from './versions';
import type { Workspace } from './workspace';

/** Bytes of the template, by size and version. */
export type TemplateBytes = ReadonlyMap<number, Readonly<Record<Version, number>>>;

/** Three apps that do not deploy the same thing are not worth a comparison: this stops before anything is measured. */
export function checkTemplates(
  workspace: Workspace,
  sizes: readonly number[],
  progress: (text: string) => void,
): TemplateBytes {
  const bytes = new Map<number, Record<Version, number>>();
  for (const size of sizes) {
    progress(`comparing the templates of ${size} repositories`);
    const template = (version: Version): string =>
      synthesizeApp(workspace, { version, size, templateValidation: false, withPublishers: true }).template;
    const [ours, plainL2, literalL1] = [template('ours'), template('plain-l2'), template('literal-l1')];
    refuseDifferences(`ours against L2, ${size} repositories`, plainL2, ours);
    refuseDifferences(`ours against L1, ${size} repositories`, literalL1, ours);
    bytes.set(size, { ours: utf8(ours), 'plain-l2': utf8(plainL2), 'literal-l1': utf8(literalL1) });
  }
  return bytes;
}

function refuseDifferences(what: string, expected: string, actual: string): void {
  const differences = templateDifferences(expected, actual);
  if (differences.length > 0) throw new Error(`the templates differ (${what}):\n${differences.join('\n')}`);
}

function utf8(text: string): number {
  return Buffer.byteLength(text, 'utf8');
}
