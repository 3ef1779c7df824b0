import { accountId } from './local-aws';

/** The two accounts of `access-app.ts`, and the principals that it grants access. */
export const owner = accountId;
export const consumer = '222222222222';
export const region = 'us-east-1';
export const ownerStack = 'owner';
export const consumerStack = 'consumer';

export const sharedName = 'team/shared';
export const approvedName = 'approved/app';
export const plainName = 'plain';
export const incomingName = 'incoming/alice';
export const contributorRoleName = 'alice';
export const expiresAt = '2026-12-01T00:00:00Z';

export const consumerRoleName = 'task-start';
export const consumerRole = `arn:aws:iam::${consumer}:role/${consumerRoleName}`;
export const foreignPusher = `arn:aws:iam::${consumer}:role/ci`;
export const auditor = 'arn:aws:iam::444444444444:role/auditor';
