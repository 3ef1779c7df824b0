import { CfnDynamicReference, type IResolveContext, Tokenization } from 'aws-cdk-lib';
import { looksLikeSecret } from '../validation/secret';
import { textRule } from '../validation/text';
import { type Problem, type Rule, firstProblem, quote, refuseIf, validate } from '../validation/validation';

const secretName =
  /(token|secret|passw(or)?d|passphrase|credentials?|api_?key|secret_?key|private_?key|access_?key(_?id)?)s?$/i;

const argumentName = /^[A-Za-z_][A-Za-z0-9_]*$/;
const labelKey = /^[A-Za-z0-9]([A-Za-z0-9._/-]*[A-Za-z0-9])?$/;
const secretId = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;

/** Validates names and values that anyone can read in an image's history, its provenance and the project's settings. */
export function validateBuildArgs(args: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(args)) {
    const path = `buildArgs.${name}`;
    refuseIf('buildArgs', nameProblem(name, argumentName, 'the name of a build argument'));
    refuseIf(path, secretNameProblem(name, remedy) ?? valueProblem(value, remedy));
  }
}

/** @see https://github.com/opencontainers/image-spec/blob/main/annotations.md */
export function validateLabels(labels: Readonly<Record<string, string>>): void {
  for (const [key, value] of Object.entries(labels)) {
    refuseIf('labels', nameProblem(key, labelKey, "the key of a label, like 'org.opencontainers.image.title'"));
    refuseIf(`labels.${key}`, valueProblem(value, remedy));
  }
}

export function validateSecretIds(ids: readonly string[]): void {
  for (const id of ids) validate('secrets', id, (value) => nameProblem(String(value), secretId, 'the id of a secret'));
}

const remedy = 'Anyone who can pull the image can read it. Mount it with `secrets` instead';

/** The problem with a key that does not have its form. */
export function nameProblem(name: string, form: RegExp, what: string): Problem {
  return form.test(name) ? undefined : `must have ${what} as each key, got ${quote(name)}`;
}

/** The problem with a value whose name says that it is a secret. */
export function secretNameProblem(name: string, remedy: string): Problem {
  return secretName.test(name) ? `must not be a secret, got one by its name. ${remedy}` : undefined;
}

/** The problem with a value that looks like a secret, or that is not one line of text. */
export function valueProblem(value: unknown, remedy: string): Problem {
  return isSecretReference(value) || (typeof value === 'string' && looksLikeSecret(value))
    ? `must not be a secret, got a text that looks like one. ${remedy}`
    : firstProblem(value, printable);
}

const printable: Rule = (value) => {
  if (typeof value !== 'string') return textRule('a text')(value);
  return /[\r\n\0]/.test(value) ? `must be one line of text, got ${quote(value)}` : undefined;
};

/** Whether CloudFormation would replace the value with a secret. */
function isSecretReference(value: unknown): boolean {
  if (typeof value !== 'string') return false;
  const references = Tokenization.reverseString(value).tokens.filter((token) => token instanceof CfnDynamicReference);
  return [value, ...references.map((reference) => String(reference.resolve({} as IResolveContext)))].some((text) =>
    /\{\{resolve:(secretsmanager|ssm-secure):/.test(text),
  );
}
