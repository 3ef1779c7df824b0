import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { commandLine, runChild } from './child';
import { writeOrganization } from './organization';
import type { Workspace } from './workspace';

/** The repositories of the generated organization, and of a smaller one with as many teams and environments. */
export const [organizationSize, smallerSize] = [5000, 1000];

/** CPU seconds of a generated organization, one number a round. */
export interface OrganizationCost {
  readonly fromConfig: readonly number[];
  readonly byHand: readonly number[];
  readonly smaller: readonly number[];
  readonly check: readonly number[];
  readonly review: readonly number[];
}

/** Compares neighbours in time, and refuses to compare apps whose resources differ. */
export function measureOrganization(
  workspace: Workspace,
  rounds: number,
  progress: (text: string) => void,
): OrganizationCost {
  const cost = { fromConfig: [], byHand: [], smaller: [], check: [], review: [] } as Record<
    keyof OrganizationCost,
    number[]
  >;
  const [folder, smallerFolder] = [workspace.newOutdir(), workspace.newOutdir()];
  const config = writeOrganization(folder, organizationSize);
  const smaller = writeOrganization(smallerFolder, smallerSize);
  const run = (script: string, ...args: string[]) => runChild(workspace, { script, args }).cpuSeconds;
  for (let round = 1; round <= rounds; round++) {
    progress(`round ${round} of ${rounds}: an organization of ${organizationSize} repositories`);
    const [outdir, handdir, smalldir] = [workspace.newOutdir(), workspace.newOutdir(), workspace.newOutdir()];
    cost.fromConfig.push(run(workspace.script('apps/registry-from-config'), config, outdir));
    cost.byHand.push(run(workspace.script('apps/organization-by-hand'), String(organizationSize), handdir));
    cost.smaller.push(run(workspace.script('apps/registry-from-config'), smaller, smalldir));
    cost.check.push(run(commandLine, 'check', config));
    cost.review.push(run(commandLine, 'review', outdir, '--summary'));
    if (resourcesIn(outdir) !== resourcesIn(handdir))
      throw new Error('the resources of the organization and by hand differ');
    for (const used of [outdir, handdir, smalldir]) rmSync(used, { recursive: true, force: true });
  }
  for (const used of [folder, smallerFolder]) rmSync(used, { recursive: true, force: true });
  return cost;
}

/** All resources of the templates, as JSON. */
function resourcesIn(outdir: string): string {
  const templates = readdirSync(outdir)
    .filter((file) => file.endsWith('.template.json'))
    .sort();
  return JSON.stringify(
    templates.map((file) => {
      const { Resources } = JSON.parse(readFileSync(join(outdir, file), 'utf8')) as { Resources: object };
      return [file, Object.entries(Resources).sort(([one], [other]) => (one < other ? -1 : 1))];
    }),
  );
}
