import { storedText } from '../../build-input/secrets-of-job';
import { readStoredSecrets } from './scripts';
import { unlessFound } from './tag-steps';
import { shellStep, type WorkflowParts } from './workflow-steps';
import { type WorkflowInputs } from './workflow-inputs';
import { type YamlMapping } from './yaml-value';

/** The step that reads the secrets in AWS with the role, after the commands of the user, which get none of them. */
export function storedSecretSteps({ plan: { inputs, tags } }: WorkflowParts): YamlMapping[] {
  const stored = Object.entries(inputs.storedSecrets);
  if (stored.length === 0) return [];
  const step = shellStep('Read the secrets of the build', {
    if: unlessFound(tags),
    env: Object.fromEntries(
      stored.map(([id, secret], index) => [`BUILD_SECRET_STORED_${number(index)}`, storedText(id, secret)]),
    ),
    run: readStoredSecrets,
  });
  return [step];
}

/** The files of the secrets, as the build mounts them. */
export function storedSecretFiles({ storedSecrets }: WorkflowInputs): string[] {
  return Object.keys(storedSecrets).map((id, index) => `${id}=\${{ runner.temp }}/build-secret-${number(index)}`);
}

function number(index: number): string {
  return String(index).padStart(2, '0');
}
