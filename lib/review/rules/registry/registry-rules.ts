import { type ReviewRule } from '../review-rule';
import { cacheCredentialRefused } from './cache-credential-refused';
import { cacheWithoutCredential } from './cache-without-credential';
import { creationTemplateMutableTags } from './creation-template-mutable-tags';
import { filledByOtherAccount } from './filled-by-other-account';
import { registryWholeReplication } from './registry-whole-replication';
import { replicationToOtherAccount } from './replication-to-other-account';
import { runningRoleExcluded } from './running-role-excluded';
import { scanningLeavesOut } from './scanning-leaves-out';
import { scanningOff } from './scanning-off';
import { settingTwice } from './setting-twice';

/** The rules about the registry, in the order of their page. */
export const registryRules: readonly ReviewRule[] = [
  registryWholeReplication,
  creationTemplateMutableTags,
  filledByOtherAccount,
  replicationToOtherAccount,
  cacheWithoutCredential,
  cacheCredentialRefused,
  scanningOff,
  scanningLeavesOut,
  runningRoleExcluded,
  settingTwice,
];
