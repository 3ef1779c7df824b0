import { awsLimits } from '../private/aws/limits';
import {
  type ConditionJson,
  oneOrMany,
  policyJson,
  knownPolicySize,
  type StatementJson,
} from '../private/aws/policy-document';
import { type Problem } from '../private/validation/validation';

/** The issuer and the audience of the tokens: the parts of a trust policy that do not depend on the subject. */
export interface TrustedIssuer {
  readonly providerArn: string;
  /** The issuer without its scheme. IAM's condition keys start with it. */
  readonly issuer: string;
  readonly audience: string;
}

/** The claims that a token must have, in addition to its audience. */
export interface TrustedClaims {
  /** The accepted values of the claim `sub`. */
  readonly subs: readonly string[];

  /** Whether `*` in a subject matches any text. Otherwise `*` matches only itself. */
  readonly isPattern?: boolean;

  /** Claims that the subject contains too. Those of several subjects may share one list. */
  readonly implied?: Readonly<Record<string, string>>;

  /** Claims that the token must have together with the subject. */
  readonly required?: Readonly<Record<string, string>>;
}

const { trustPolicyCharacters: mostCharacters } = awsLimits.iam;

/**
 * The statements of the trust policy. Subjects share a statement only if their other claims are equal. Otherwise a token
 * could combine the subject of one with a claim of another.
 */
export function compileTrust(issuer: TrustedIssuer, subjects: readonly TrustedClaims[]): StatementJson[] {
  const groups = new Map<string, TrustedClaims[]>();
  for (const subject of subjects) {
    const key = groupKey(subject);
    groups.set(key, [...(groups.get(key) ?? []), subject]);
  }
  return [...groups.values()].map((group) => trustStatement(issuer, group));
}

function groupKey({ isPattern = false, implied = {}, required = {} }: TrustedClaims): string {
  return JSON.stringify([isPattern, Object.keys(implied).sort(), Object.entries(required).sort()]);
}

function trustStatement({ providerArn, issuer, audience }: TrustedIssuer, group: TrustedClaims[]): StatementJson {
  const [first] = group as [TrustedClaims, ...TrustedClaims[]];
  const sub = { [`${issuer}:sub`]: anyOf(group.flatMap(({ subs }) => subs)) };
  const equals: ConditionJson[string] = { [`${issuer}:aud`]: audience, ...(first.isPattern ? {} : sub) };
  for (const claim of Object.keys(first.implied ?? {})) {
    equals[`${issuer}:${claim}`] = anyOf(group.flatMap(({ implied }) => implied?.[claim] ?? []));
  }
  for (const [claim, value] of Object.entries(first.required ?? {})) equals[`${issuer}:${claim}`] = value;
  return {
    Effect: 'Allow',
    Action: 'sts:AssumeRoleWithWebIdentity',
    Principal: { Federated: providerArn },
    Condition: { StringEquals: equals, ...(first.isPattern && { StringLike: sub }) },
  };
}

function anyOf(values: readonly string[]): string | readonly string[] {
  return oneOrMany([...new Set(values)]);
}

/** Checks the length of the whole trust policy, which IAM limits. */
export function trustProblem(issuer: TrustedIssuer, subjects: readonly TrustedClaims[]): Problem {
  const sizeOfFirst = (count: number) => knownPolicySize(policyJson(compileTrust(issuer, subjects.slice(0, count))));
  const size = sizeOfFirst(subjects.length);
  if (size <= mostCharacters) return undefined;
  const fits = fitting(subjects.length, sizeOfFirst);
  const remedy =
    fits === 0 ? 'The first alone is too long.' : `Split them over several roles: the first ${fits} fit one.`;
  return (
    `must fit a trust policy of ${mostCharacters.toLocaleString('en')} characters, got ` +
    `${size.toLocaleString('en')}. ${remedy}`
  );
}

/** The number of subjects, from the first on, that fit in one trust policy if not all of them fit. */
function fitting(all: number, sizeOfFirst: (count: number) => number): number {
  let [fits, tooMany] = [0, all];
  while (tooMany - fits > 1) {
    const middle = Math.floor((fits + tooMany) / 2);
    if (sizeOfFirst(middle) <= mostCharacters) fits = middle;
    else tooMany = middle;
  }
  return fits;
}
