import { Token } from 'aws-cdk-lib';
import { looksLikeSecret } from './secret';

/** The problem with a value, worded to follow its path: "must be X, got 'Y'. Do Z". */
export type Problem = string | undefined;

/** Checks one value. Callers from JavaScript, YAML and other jsii languages pass anything, so it accepts `unknown`. */
export interface Rule {
  (value: unknown): Problem;

  /** Checks the text around tokens. A problem there is a problem for any value of the tokens. */
  readonly literalPart?: (part: string) => Problem;
}

/** Input that the library refuses. Its message names the path, the value, the reason and the remedy. */
export class InvalidInputError extends Error {
  public override readonly name = 'InvalidInputError';
  private located?: string;

  /** The path of the construct that refused the input, as errors of AWS CDK have it. */
  public get constructPath(): string | undefined {
    return this.located;
  }

  /** Names the construct, so that one of 300 repositories is found. A stack trace begins with the message and the path. */
  public at(constructPath: string | undefined): this {
    if (constructPath === undefined || this.located === constructPath) return this;
    const trace = this.stack?.replace(relatesTo(this.located), '') ?? '';
    const begin = trace.indexOf(this.message) + this.message.length;
    this.located = constructPath;
    this.stack = `${trace.slice(0, begin)}${relatesTo(constructPath)}${trace.slice(begin)}`;
    return this;
  }
}

function relatesTo(constructPath: string | undefined): string {
  return constructPath === undefined ? '' : `\n    in construct ${constructPath}`;
}

/**
 * Throws if `rule` finds a problem. An unresolved token passes, because its value is known at deploy time only. Text
 * around a token is known, and is checked if the rule can check it.
 */
export function validate(path: string, value: unknown, rule: Rule): void {
  refuseIf(path, Token.isUnresolved(value) ? literalPartProblem(value, rule) : rule(value));
}

const tokenInText = /\$\{Token\[[\w:.-]*\]\}/;

function literalPartProblem(value: unknown, { literalPart }: Rule): Problem {
  return literalPart && typeof value === 'string' ? firstOf(value.split(tokenInText), literalPart) : undefined;
}

/** Validates each element of a list, and that there is one. A list that is itself a token passes. */
export function validateEach(path: string, values: readonly unknown[], rule: Rule): void {
  if (Token.isUnresolved(values)) return;
  validateList(path, values);
  values.forEach((value, index) => {
    validate(`${path}[${index}]`, value, rule);
  });
}

/** Refuses a value that is not a list, as JavaScript may pass it, and an empty list. A list that is itself a token passes. */
export function validateList(path: string, values: readonly unknown[]): void {
  if (Token.isUnresolved(values)) return;
  refuseIf(path, listProblem(values));
  refuseIf(path, values.length === 0 ? 'must list at least one value, got an empty list' : undefined);
}

/** The problem with a value that is not a list, as JavaScript may pass it. */
export function listProblem(values: unknown): Problem {
  if (Array.isArray(values)) return undefined;
  return `must be a list, got ${quote(values)}. ${listRemedy(values)}`;
}

function listRemedy(value: unknown): string {
  if (value === null) return 'Omit it if there are none';
  return typeof value === 'string' ? `Write [${quote(value)}]` : 'Put it in brackets';
}

/** Refuses a list that is a token as a whole, because CloudFormation could not split it. */
export function refuseOpenList(path: string, values: readonly unknown[]): void {
  refuseIf(
    path,
    Token.isUnresolved(values) ? 'must be a list at synth, got a token. Its elements may be tokens' : undefined,
  );
}

/** Throws the problem, if there is one, with the path of the value. */
export function refuseIf(path: string, problem: Problem): void {
  if (problem !== undefined) throw new InvalidInputError(`\`${path}\` ${problem}`);
}

/** The first problem that any of the rules finds. */
export function firstProblem(value: unknown, ...rules: Rule[]): Problem {
  return firstOf(rules, (rule) => rule(value));
}

function firstOf<T>(items: readonly T[], problemOf: (item: T) => Problem): Problem {
  for (const item of items) {
    const problem = problemOf(item);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

const longestQuote = 80;

/** A value as a message shows it: short, on one line, with invisible characters made visible, and never a secret. */
export function quote(value: unknown): string {
  if (typeof value !== 'string') return describe(value);
  if (looksLikeSecret(value)) return 'a text that looks like a secret';
  const visible = value.replace(/[^\x20-\x7e]/gu, (character) => {
    if (character === '\n') return '\\n';
    if (character === '\t') return '\\t';
    const code = character.codePointAt(0) ?? 0;
    return isVisibleLetter(character) ? character : `\\u{${code.toString(16)}}`;
  });
  return visible.length > longestQuote ? `'${visible.slice(0, longestQuote)}...'` : `'${visible}'`;
}

function isVisibleLetter(character: string): boolean {
  return /^[\p{L}\p{N}]$/u.test(character);
}

function describe(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (value === null) return 'null';
  if (typeof value === 'number' || typeof value === 'boolean' || typeof value === 'bigint') {
    return `the ${typeof value} ${String(value)}`;
  }
  return Array.isArray(value) ? 'a list' : `a ${typeof value === 'object' ? 'mapping' : typeof value}`;
}
