import { quoted } from '../shown';
import { plainVariables } from './build-projects';
import { buildRule } from './build-rule';
import { isSecret } from './secret-names';

export const plaintextSecret = buildRule({
  id: 'build-plaintext-secret',
  severity: 'error',
  title: 'A secret in a plain environment variable',
  fix: "Use Type 'SECRETS_MANAGER' or 'PARAMETER_STORE' with the secret's name; for AWS, the project's role. Replace the secret.",
  problem: (project) => {
    const variable = plainVariables(project).find(({ name, value }) => isSecret(name, value));
    return (
      variable &&
      `holds a secret in the plain environment variable ${quoted(variable.name)}: whoever may look at the project or the template reads it.`
    );
  },
});
