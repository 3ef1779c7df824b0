import { type Construct } from 'constructs';
import { acknowledgeFindings } from '../../private/constructs/acknowledgement';
import { type RegistryConfig } from '../config/schema';
import { type EnvironmentStacks } from './environment-stacks';
import { nagPackNames } from '../nag-packs';

type AcknowledgementConfig = NonNullable<RegistryConfig['acknowledgements']>[number];

/** Records the accepted findings of a config on the constructs that they apply to. */
export function acknowledge(environment: EnvironmentStacks, acknowledgements: readonly AcknowledgementConfig[]): void {
  for (const { id, reason, repositories, ...others } of acknowledgements) {
    const appliesToAll = !repositories && !otherParts.some((part) => others[part]);
    for (const repository of namedIn(environment.repositories, appliesToAll, repositories)) {
      acknowledgeFindings(repository, isCheckov(id) ? { checkov: [id], reason } : { cdkNag: [qualified(id)], reason });
    }
    if (isCheckov(id)) continue; // a checkov finding belongs to one resource, and each of the other parts has several
    const parts = otherParts.flatMap((key) =>
      constructsOf(environment, key).flatMap((all) => namedIn(all, appliesToAll, others[key])),
    );
    for (const part of [...parts, ...namedIn(environment.registry, appliesToAll)]) {
      acknowledgeFindings(part, { cdkNag: [qualified(id)], reason });
    }
  }
}

const otherParts = ['publishers', 'builds', 'contributors', 'identities'] as const;

/** The constructs of a kind. A build has a second project if its pull requests are checked. */
function constructsOf(
  environment: EnvironmentStacks,
  part: (typeof otherParts)[number],
): ReadonlyMap<string, Construct>[] {
  return part === 'builds' ? [environment.builds, environment.pullRequests] : [environment[part]];
}

function namedIn<T>(all: ReadonlyMap<string, T>, appliesToAll: boolean, names: readonly string[] = []): T[] {
  return [...all].filter(([name]) => appliesToAll || names.includes(name)).map(([, one]) => one);
}

function isCheckov(id: string): boolean {
  return id.startsWith('CKV');
}

/** Adds the pack to the id of a cdk-nag rule. CDK records the reason only with it. */
function qualified(id: string): string {
  const pack = nagPackNames.find((prefix) => id.startsWith(`${prefix}-`));
  return pack ? `${pack}::${id}` : id;
}
