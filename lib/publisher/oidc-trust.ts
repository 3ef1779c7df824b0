import { awsLimits } from '../private/aws/limits';
import {
  type ConditionJson,
  oneOrMany,
  policyJson,
  knownPolicySize,
  type StatementJson,
} from '../private/aws/policy-document';
import { type Problem } from '../private/validation/validation';

/** Who issues the tokens, and to whom: the parts of a trust that do not depend on the subject. */
export interface TrustedIssuer {
  readonly providerArn: string;
  /** The issuer without its scheme; IAM names the claims after it. */
  readonly issuer: string;
  readonly audience: string;
}

/** What a token has to claim, besides its audience. */
export interface TrustedClaims {
  /** The claim `sub`: any of these. */
  readonly subs: readonly string[];

  /** Whether `*` in a subject stands for any text. Without it, each is compared as it is. */
  readonly isPattern?: boolean;

  /** Claims that the subject holds in itself too. Those of several subjects may gather in one list. */
  readonly implied?: Readonly<Record<string, string>>;

  /** Claims that have to come with the subject. */
  readonly required?: Readonly<Record<string, string>>;
}

const { trustPolicyCharacters: mostCharacters } = awsLimits.iam;

/**
 * The trust policy's statements. Subjects share one where they ask for the same besides; otherwise the subject of one
 * could go with a claim of another.
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

/** What IAM would refuse in the trust policy as a whole. */
export function trustProblem(issuer: TrustedIssuer, subjects: readonly TrustedClaims[]): Problem {
  const sizeOfFirst = (count: number) => knownPolicySize(policyJson(compileTrust(issuer, subjects.slice(0, count))));
  const size = sizeOfFirst(subjects.length);
  if (size <= mostCharacters) return undefined;
  const fits = fitting(subjects.length, sizeOfFirst);
  const remedy =
    fits === 0 ? 'the first alone is too long' : `split them over several roles: the first ${fits} fit one`;
  return (
    `must fit a trust policy of ${mostCharacters.toLocaleString('en')} characters, got ` +
    `${size.toLocaleString('en')}; ${remedy}`
  );
}

/** How many subjects from the first on fit, where all of them do not. */
function fitting(all: number, sizeOfFirst: (count: number) => number): number {
  let [fits, tooMany] = [0, all];
  while (tooMany - fits > 1) {
    const middle = Math.floor((fits + tooMany) / 2);
    if (sizeOfFirst(middle) <= mostCharacters) fits = middle;
    else tooMany = middle;
  }
  return fits;
}
