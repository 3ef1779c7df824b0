import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type ChildResult, runChild } from './child';
import type { Version } from './versions';
import type { Workspace } from './workspace';

export interface SynthesisOptions {
  readonly version: Version;
  readonly size: number;
  readonly templateValidation: boolean;
  /** Whether the app has publisher roles too. */
  readonly withPublishers: boolean;
}

export interface Synthesis extends ChildResult {
  readonly template: string;
}

/** One app in one process; its cloud assembly is gone when this returns. */
export function synthesizeApp(workspace: Workspace, options: SynthesisOptions): Synthesis {
  const outdir = workspace.newOutdir();
  try {
    const result = runChild(workspace, {
      script: workspace.script(join('apps', options.version)),
      args: [String(options.size), outdir, options.withPublishers ? 'publishers' : 'none'],
      templateValidation: options.templateValidation,
    });
    return { ...result, template: onlyTemplate(outdir) };
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

function onlyTemplate(outdir: string): string {
  const [name, ...more] = readdirSync(outdir).filter((file) => file.endsWith('.template.json'));
  if (name === undefined || more.length > 0) throw new Error(`expected one template, got ${more.length + 1}`);
  return readFileSync(join(outdir, name), 'utf8');
}
