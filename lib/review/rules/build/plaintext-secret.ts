import { quoted } from '../shown';
import { plainVariables } from './build-projects';
import { buildRule } from './build-rule';
import { isSecret } from './secret-names';

export const plaintextSecret = buildRule({
  id: 'build-plaintext-secret',
  severity: 'error',
  title: 'A secret in a plain environment variable',
  fix: "Use Type 'SECRETS_MANAGER' or 'PARAMETER_STORE' with the secret's name. For AWS, use the project's role. Replace the secret.",
  problem: (project, { hiddenParameters }) => {
    const isHidden = (value: string) => hiddenParameters.some(({ text }) => value.includes(text));
    const variable = plainVariables(project).find(({ name, value }) => isSecret(name, value) || isHidden(value));
    return (
      variable &&
      `contains a secret in the plain environment variable ${quoted(variable.name)}. Anyone who can view the project or the template can read it.`
    );
  },
});
