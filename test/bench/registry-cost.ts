import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { commandLine, runChild } from './child';
import { writeRegistryConfig } from './registry-config';
import type { Workspace } from './workspace';

/** The number of repositories that fit in one stack. */
export const registrySize = 499;
/** More repositories than fit in one stack, so that they need several environments. */
export const checkedSize = 5000;

/** CPU seconds of an app from `ecr-publishing.yaml`, of the same app by hand, and of `check`, one number a round. */
export interface RegistryCost {
  readonly fromConfig: readonly number[];
  readonly byHand: readonly number[];
  readonly check: readonly number[];
}

/** Compares neighbours in time, and refuses to compare apps whose resources differ. */
export function measureRegistry(workspace: Workspace, rounds: number, progress: (text: string) => void): RegistryCost {
  const cost = { fromConfig: [] as number[], byHand: [] as number[], check: [] as number[] };
  const folder = workspace.newOutdir();
  const [config, checked] = [join(folder, 'registry.yaml'), join(folder, 'checked.yaml')];
  writeRegistryConfig(config, registrySize);
  writeRegistryConfig(checked, checkedSize);
  for (let round = 1; round <= rounds; round++) {
    progress(`round ${round} of ${rounds}: ${registrySize} repositories from a config, and check of ${checkedSize}`);
    const fromConfig = synthesize(workspace, 'registry-from-config', config);
    const byHand = synthesize(workspace, 'registry-by-hand', String(registrySize));
    if (fromConfig.resources !== byHand.resources) throw new Error('the resources from the config and by hand differ');
    cost.fromConfig.push(fromConfig.cpuSeconds);
    cost.byHand.push(byHand.cpuSeconds);
    cost.check.push(runChild(workspace, { script: commandLine, args: ['check', checked] }).cpuSeconds);
  }
  rmSync(folder, { recursive: true, force: true });
  return cost;
}

interface Synthesized {
  readonly cpuSeconds: number;
  /** All resources of the template, as JSON. */
  readonly resources: string;
}

function synthesize(workspace: Workspace, app: string, input: string): Synthesized {
  const outdir = workspace.newOutdir();
  const { cpuSeconds } = runChild(workspace, { script: workspace.script(join('apps', app)), args: [input, outdir] });
  const template = readdirSync(outdir).find((file) => file.endsWith('.template.json')) ?? '';
  const { Resources } = JSON.parse(readFileSync(join(outdir, template), 'utf8')) as { Resources: object };
  rmSync(outdir, { recursive: true, force: true });
  return { cpuSeconds, resources: JSON.stringify(Resources) };
}
