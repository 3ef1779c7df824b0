import { type JsonObject } from '../json';
import { askMoto, type RegistryPlace } from './moto-request';

/** A variable of a project, as CodeBuild describes it. */
export interface ProjectVariable {
  readonly name: string;
  readonly value: string;
  readonly type?: 'PLAINTEXT' | 'PARAMETER_STORE' | 'SECRETS_MANAGER';
}

/** The variables with what Parameter Store and Secrets Manager hold. */
export async function resolveVariables(
  endpoint: string,
  place: RegistryPlace,
  variables: readonly ProjectVariable[],
): Promise<Record<string, string>> {
  const resolved = variables.map(async ({ name, value, type }) => {
    if (type === 'PARAMETER_STORE') return [name, await parameter(endpoint, place, value)] as const;
    if (type === 'SECRETS_MANAGER') return [name, await secret(endpoint, place, value)] as const;
    return [name, value] as const;
  });
  return Object.fromEntries(await Promise.all(resolved));
}

export async function parameter(endpoint: string, place: RegistryPlace, name: string): Promise<string> {
  const answer = await askMoto(endpoint, place, 'ssm', 'GetParameter', { Name: name, WithDecryption: true });
  return (answer.Parameter as JsonObject).Value as string;
}

/** `<name or ARN>:<key of its JSON>`, as CodeBuild takes it. */
async function secret(endpoint: string, place: RegistryPlace, reference: string): Promise<string> {
  const parts = reference.split(':');
  const length = reference.startsWith('arn:') ? 7 : 1;
  const id = parts.slice(0, length).join(':');
  const key = parts[length];
  const { SecretString: text } = await askMoto(endpoint, place, 'secretsmanager', 'GetSecretValue', { SecretId: id });
  return key ? String((JSON.parse(text as string) as Record<string, unknown>)[key]) : (text as string);
}
