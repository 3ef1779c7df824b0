import { runSimulation } from '@cloud-copilot/iam-simulate';
import { account, type Properties } from '../synthesis';

/** The claims of a token, including `aud` and `sub`. */
export type Claims = Readonly<Record<string, string>>;

/**
 * Whether a trust policy lets a token of an issuer assume the role. The simulator knows the further claims that AWS reads of
 * an issuer, but ignores the subject and the audience. It compares those of Google, so they are renamed to Google's.
 */
export async function mayAssume(trust: readonly Properties[], issuer: string, claims: Claims): Promise<boolean> {
  const renamed = (text: string): string =>
    text.replaceAll(`${issuer}:sub`, 'accounts.google.com:sub').replaceAll(`${issuer}:aud`, 'accounts.google.com:aud');
  const given = Object.entries(claims).map(([claim, value]) => [renamed(`${issuer}:${claim}`), value] as const);
  const found = await runSimulation(
    {
      request: {
        principal: `arn:aws:iam::${account}:oidc-provider/${issuer}`,
        action: 'sts:AssumeRoleWithWebIdentity',
        resource: { resource: `arn:aws:iam::${account}:role/ci`, accountId: account },
        contextVariables: Object.fromEntries(given),
      },
      identityPolicies: [],
      serviceControlPolicies: [],
      resourceControlPolicies: [],
      resourcePolicy: JSON.parse(renamed(JSON.stringify({ Version: '2012-10-17', Statement: trust }))) as object,
    },
    {},
  );
  if (found.resultType === 'error') throw new Error(JSON.stringify(found.errors));
  const results = found.resultType === 'single' ? [found.result] : found.results;
  expect(results.map(({ ignoredContextKeys }) => ignoredContextKeys)).toEqual([[]]);
  return found.overallResult === 'Allowed';
}
