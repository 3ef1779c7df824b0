import { acknowledgeFindings } from '../private/acknowledgement';
import { type RegistryConfig } from './config-schema';
import { type EnvironmentStack } from './environment-stack';
import { nagPackNames } from './nag-packs';

type AcknowledgementConfig = NonNullable<RegistryConfig['acknowledgements']>[number];

/** Records what the config says is meant, at the repositories that it is about. */
export function acknowledgeForRepositories(
  stack: EnvironmentStack,
  acknowledgements: readonly AcknowledgementConfig[],
): void {
  for (const { id, reason, repositories } of acknowledgements) {
    for (const [name, repository] of stack.repositories) {
      if (repositories && !repositories.includes(name)) continue;
      acknowledgeFindings(repository, isCheckov(id) ? { checkov: [id], reason } : { cdkNag: [qualified(id)], reason });
    }
  }
}

function isCheckov(id: string): boolean {
  return id.startsWith('CKV');
}

/** Only an id with its pack is recorded with its reason. */
function qualified(id: string): string {
  const pack = nagPackNames.find((prefix) => id.startsWith(`${prefix}-`));
  return pack ? `${pack}::${id}` : id;
}
