import { type ReviewRule } from '../review-rule';
import { anyTag } from './any-tag';
import { attackerClaim } from './attacker-claim';
import { audienceNeverMatches } from './audience-never-matches';
import { audienceOfOtherService } from './audience-of-other-service';
import { environmentWithoutRef } from './environment-without-ref';
import { federationAction } from './federation-action';
import { federationRules } from './federation-rule';
import { issuerNeverMatches } from './issuer-never-matches';
import { lookalikeIssuer } from './lookalike-issuer';
import { nameOnlySubject } from './name-only-subject';
import { openBranch } from './open-branch';
import { otherIssuersKey } from './other-issuers-key';
import { policyVariable } from './policy-variable';
import { providerAudience } from './provider-audience';
import { providerTwice } from './provider-twice';
import { providerUrl } from './provider-url';
import { pullRequestPushes } from './pull-request-pushes';
import { roleOfAnyone } from './role-of-anyone';
import { roleOfOtherAccount } from './role-of-other-account';
import { roleOfServiceWithoutSource } from './role-of-service-without-source';
import { sessionTagChosen } from './session-tag-chosen';
import { sessionTooLong } from './session-too-long';
import { subjectAtDeploy } from './subject-at-deploy';
import { subjectNeverMatches } from './subject-never-matches';
import { subjectOfAlikeNames } from './subject-of-alike-names';
import { subjectOfAnyRun } from './subject-of-any-run';
import { subjectOfAnyone } from './subject-of-anyone';
import { subjectOfGroup } from './subject-of-group';
import { subjectOfOrganization } from './subject-of-organization';
import { subjectOfWorkflow } from './subject-of-workflow';
import { trustTooLong } from './trust-too-long';
import { trustWithoutAudience } from './trust-without-audience';
import { trustWithoutSubject } from './trust-without-subject';
import { weakClaim } from './weak-claim';

/** The rules about who becomes a role, in the order of their page. */
export const trustRules: readonly ReviewRule[] = [
  trustWithoutSubject,
  trustWithoutAudience,
  subjectOfAnyone,
  subjectOfOrganization,
  subjectOfAlikeNames,
  subjectOfAnyRun,
  subjectAtDeploy,
  pullRequestPushes,
  weakClaim,
  subjectNeverMatches,
  policyVariable,
  otherIssuersKey,
  attackerClaim,
  nameOnlySubject,
  environmentWithoutRef,
  anyTag,
  openBranch,
  lookalikeIssuer,
  subjectOfGroup,
  subjectOfWorkflow,
  audienceOfOtherService,
  audienceNeverMatches,
  issuerNeverMatches,
  ...federationRules,
  federationAction,
  providerUrl,
  providerAudience,
  providerTwice,
  trustTooLong,
  sessionTooLong,
  roleOfAnyone,
  roleOfOtherAccount,
  roleOfServiceWithoutSource,
  sessionTagChosen,
];
