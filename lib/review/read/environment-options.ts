import { partitionOfRegion } from '../../private/aws/region-partition';
import { type LoadedTemplate } from './loaded-template';
import { type DeployEnvironment } from '../templates/template-graph';
import { refuse } from './input-error';

const words: Readonly<Record<keyof DeployEnvironment, string>> = {
  account: 'account',
  region: 'Region',
  partition: 'partition',
};

/**
 * Adds a known account, Region and partition to templates whose assembly does not fix them.
 *
 * @throws ReviewInputError if an assembly fixes another one.
 */
export function withEnvironment(
  templates: readonly LoadedTemplate[],
  known: Partial<DeployEnvironment>,
): LoadedTemplate[] {
  for (const { name, env } of templates) {
    refuseOther(name, 'account', env.account, known.account);
    refuseOther(name, 'region', env.region, known.region);
    refuseOther(name, 'partition', env.partition ?? partitionOf(env), known.partition);
  }
  return templates.map((template) => ({ ...template, env: { ...known, ...template.env } }));
}

function partitionOf({ region }: Partial<DeployEnvironment>): string | undefined {
  return region === undefined ? undefined : partitionOfRegion(region);
}

function refuseOther(
  name: string,
  part: keyof DeployEnvironment,
  fixed: string | undefined,
  given: string | undefined,
): void {
  if (fixed === undefined || given === undefined || fixed === given) return;
  refuse(
    `--${part}`,
    `contradicts the cloud assembly: stack '${name}' is for ${words[part]} ${fixed}, not ${given}. Leave --${part} out, or review the other templates alone.`,
  );
}
