import { type Construct } from 'constructs';
import { acknowledgeFindings } from '../../private/constructs/acknowledgement';
import { type RegistryConfig } from '../config/schema';
import { type EnvironmentStack } from './environment-stack';
import { nagPackNames } from '../nag-packs';

type AcknowledgementConfig = NonNullable<RegistryConfig['acknowledgements']>[number];

/** Records what the config says is meant, at the parts that it is about. */
export function acknowledge(stack: EnvironmentStack, acknowledgements: readonly AcknowledgementConfig[]): void {
  for (const { id, reason, repositories, ...others } of acknowledgements) {
    const isAboutAll = !repositories && !otherParts.some((part) => others[part]);
    for (const repository of namedIn(stack.repositories, isAboutAll, repositories)) {
      acknowledgeFindings(repository, isCheckov(id) ? { checkov: [id], reason } : { cdkNag: [qualified(id)], reason });
    }
    if (isCheckov(id)) continue; // checkov reads resources, and each of the others is several
    const parts = otherParts.flatMap((key) =>
      madeFor(stack, key).flatMap((all) => namedIn(all, isAboutAll, others[key])),
    );
    for (const part of parts) {
      acknowledgeFindings(part, { cdkNag: [qualified(id)], reason });
    }
  }
}

const otherParts = ['publishers', 'builds', 'contributors'] as const;

/** A build has a second project where its pull requests are checked. */
function madeFor(stack: EnvironmentStack, part: (typeof otherParts)[number]): ReadonlyMap<string, Construct>[] {
  return part === 'builds' ? [stack.builds, stack.pullRequests] : [stack[part]];
}

function namedIn<T>(all: ReadonlyMap<string, T>, isAboutAll: boolean, names: readonly string[] = []): T[] {
  return [...all].filter(([name]) => isAboutAll || names.includes(name)).map(([, one]) => one);
}

function isCheckov(id: string): boolean {
  return id.startsWith('CKV');
}

/** Only an id with its pack is recorded with its reason. */
function qualified(id: string): string {
  const pack = nagPackNames.find((prefix) => id.startsWith(`${prefix}-`));
  return pack ? `${pack}::${id}` : id;
}
