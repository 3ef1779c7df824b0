import { runSimulation, type Simulation } from '@cloud-copilot/iam-simulate';
import { account, type Properties } from '../synthesis';
import { issuer } from './publisher';

/** The claims of a token of GitHub, and its issuer, which is github.com by default. */
export interface Claims {
  readonly iss?: string;
  readonly sub?: string;
  readonly aud?: string;
  readonly repository_id?: string;
  readonly job_workflow_ref?: string;
  readonly ref?: string;
  readonly environment?: string;
}

const roleArn = `arn:aws:iam::${account}:role/github-ci`;

/**
 * The simulator knows the other claims of github.com, but ignores these two. It compares the claims of Google in the same way.
 * Claims of another GitHub server are written as those of github.com.
 */
function renamed(text: string, iss: string): string {
  return text
    .replaceAll(`${iss}:sub`, 'accounts.google.com:sub')
    .replaceAll(`${iss}:aud`, 'accounts.google.com:aud')
    .replaceAll(`${iss}:`, `${issuer}:`);
}

/** Whether a trust policy allows a token of GitHub to assume the role. */
export async function mayAssume(trust: Properties[], { iss = issuer, ...claims }: Claims): Promise<boolean> {
  const given = Object.entries(claims).map(([claim, value]) => [renamed(`${iss}:${claim}`, iss), value]);
  return simulate({
    request: {
      principal: `arn:aws:iam::${account}:oidc-provider/${iss}`,
      action: 'sts:AssumeRoleWithWebIdentity',
      resource: { resource: roleArn, accountId: account },
      contextVariables: Object.fromEntries(given) as Record<string, string>,
    },
    identityPolicies: [],
    resourcePolicy: JSON.parse(renamed(JSON.stringify({ Version: '2012-10-17', Statement: trust }), iss)) as object,
  });
}

/** Whether the policies of the role allow an action. */
export async function may(
  policies: Properties[],
  action: string,
  resource: string,
  contextVariables: Record<string, string> = {},
): Promise<boolean> {
  return simulate({
    request: {
      principal: `arn:aws:sts::${account}:assumed-role/github-ci/run`,
      action,
      resource: { resource, accountId: account },
      contextVariables: { 'aws:PrincipalArn': roleArn, 'aws:PrincipalAccount': account, ...contextVariables },
    },
    identityPolicies: policies.map((policy, index) => ({ name: `policy${index}`, policy })),
  });
}

async function simulate(
  simulation: Omit<Simulation, 'serviceControlPolicies' | 'resourceControlPolicies'>,
): Promise<boolean> {
  const found = await runSimulation({ ...simulation, serviceControlPolicies: [], resourceControlPolicies: [] }, {});
  if (found.resultType === 'error') throw new Error(JSON.stringify(found.errors));
  const results = found.resultType === 'single' ? [found.result] : found.results;
  expect(results.length).toBeGreaterThan(0);
  for (const { ignoredContextKeys } of results) expect(ignoredContextKeys).toEqual([]);
  return found.overallResult === 'Allowed';
}
