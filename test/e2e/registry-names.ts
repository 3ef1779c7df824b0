import { accountId } from './local-aws';

/** The registry of `registry-app.ts`, and what its settings name. */
export const owner = accountId;
export const other = '222222222222';
export const region = 'us-east-1';
export const stackName = 'registry';

/** Which settings the app has: those of the first deployment, changed ones, or none. */
export type Settings = 'first' | 'changed' | 'none';
export const settingsVariable = 'REGISTRY_SETTINGS';

export const cacheSecret = `arn:aws:secretsmanager:${region}:${owner}:secret:ecr-pullthroughcache/hub-AbCdEf`;
export const scannerRole = `arn:aws:iam::${owner}:role/scanner`;
export const auditRole = `arn:aws:iam::${owner}:role/audit`;

export function signingProfileArn(name: string): string {
  return `arn:aws:signer:${region}:${owner}:/signing-profiles/${name}`;
}
