import { type OnProgress, withProgress } from '../../private/text/progress';
import { type Finding, type Severity } from './finding';
import { type TemplateGraph } from '../templates/template-graph';
import { beforeItsPolicy } from './build/before-its-policy';
import { evaluatesNames } from './build/evaluates-names';
import { dockerWithoutPrivileges } from './build/docker-without-privileges';
import { mutableBuildImage } from './build/mutable-build-image';
import { openArtifacts } from './build/open-artifacts';
import { passwordOnCommandLine } from './build/password-on-command-line';
import { pipelineOfPullRequests } from './build/pipeline-of-pull-requests';
import { plaintextSecret } from './build/plaintext-secret';
import { privilegedWithoutNeed } from './build/privileged-without-need';
import { publicBadge } from './build/public-badge';
import { publicBuild } from './build/public-build';
import { pullRequestApprovalMissing } from './build/pull-request-approval-missing';
import { pullRequestApprovalOff } from './build/pull-request-approval-off';
import { pullRequestBuildPushes } from './build/pull-request-build-pushes';
import { pullRequestCache } from './build/pull-request-cache';
import { pullRequestOwnBuildspec } from './build/pull-request-own-buildspec';
import { pullRequestPrivileged } from './build/pull-request-privileged';
import { pushAfterFailure } from './build/push-after-failure';
import { pushOfImmutableTag } from './build/push-of-immutable-tag';
import { retiredLogin } from './build/retired-login';
import { secretBuildArg } from './build/secret-build-arg';
import { sourceCredentials } from './build/source-credentials';
import { startBuildFromOutside } from './build/start-build-from-outside';
import { webhookOfGitHubEnterprise } from './build/webhook-of-github-enterprise';
import { webhookOfOrganization } from './build/webhook-of-organization';
import { webhookOpenActor } from './build/webhook-open-actor';
import { webhookOpenBranch } from './build/webhook-open-branch';
import { webhookWithoutFilters } from './build/webhook-without-filters';
import { cannotPull } from './consumer/cannot-pull';
import { imageOfOtherRegion } from './consumer/image-of-other-region';
import { administrator } from './identity/administrator';
import { administersImages } from './identity/administers-images';
import { assumeAnyRole } from './identity/assume-any-role';
import { becomesMore } from './identity/becomes-more';
import { identityAllowNotAction } from './identity/allow-not-action';
import { connectionPrefix } from './identity/connection-prefix';
import { everyEcrAction } from './identity/every-ecr-action';
import { incompletePush } from './identity/incomplete-push';
import { keyPushes } from './identity/key-pushes';
import { outputShowsSecret } from './identity/output-shows-secret';
import { passAnyRole } from './identity/pass-any-role';
import { pushEverywhere } from './identity/push-everywhere';
import { pushesOwnImage } from './identity/pushes-own-image';
import { pushWithoutManifests } from './identity/push-without-manifests';
import { tagsItself } from './identity/tags-itself';
import { tokenOnRepository } from './identity/token-on-repository';
import { withoutLogin } from './identity/without-login';
import { anyNotLast } from './lifecycle/any-not-last';
import { archiveRefused } from './lifecycle/archive-refused';
import { countLow } from './lifecycle/count-low';
import { countRefused } from './lifecycle/count-refused';
import { duplicatePriority } from './lifecycle/duplicate-priority';
import { neverMatches } from './lifecycle/never-matches';
import { notADocument } from './lifecycle/not-a-document';
import { selectedTwice } from './lifecycle/selected-twice';
import { tagsRefused } from './lifecycle/tags-refused';
import { unitRefused } from './lifecycle/unit-refused';
import { wordsRefused } from './lifecycle/words-refused';
import { cacheCredentialRefused } from './registry/cache-credential-refused';
import { cacheWithoutCredential } from './registry/cache-without-credential';
import { creationTemplateMutableTags } from './registry/creation-template-mutable-tags';
import { filledByOtherAccount } from './registry/filled-by-other-account';
import { registryWholeReplication } from './registry/registry-whole-replication';
import { replicationToOtherAccount } from './registry/replication-to-other-account';
import { scanningLeavesOut } from './registry/scanning-leaves-out';
import { scanningOff } from './registry/scanning-off';
import { settingTwice } from './registry/setting-twice';
import { duplicateSid } from './repository/duplicate-sid';
import { emptyOnDelete } from './repository/empty-on-delete';
import { exclusionOfEveryTag } from './repository/exclusion-of-every-tag';
import { exclusionRefused } from './repository/exclusion-refused';
import { exclusionUndocumented } from './repository/exclusion-undocumented';
import { mutableApprovedTags } from './repository/mutable-approved-tags';
import { mutableTags } from './repository/mutable-tags';
import { allowNotAction } from './repository/not-action';
import { allowNotPrincipal } from './repository/not-principal';
import { openToAnyone } from './repository/open-to-anyone';
import { othersAdminister } from './repository/others-administer';
import { policyResource } from './repository/policy-resource';
import { policyTooLong } from './repository/policy-too-long';
import { refusedPrincipal } from './repository/refused-principal';
import { serviceWithoutSource } from './repository/service-without-source';
import { tokenAction } from './repository/token-action';
import { weaklyBounded } from './repository/weakly-bounded';
import { widePush } from './repository/wide-push';
import { withoutLifecycle } from './repository/without-lifecycle';
import { anyTag } from './trust/any-tag';
import { attackerClaim } from './trust/attacker-claim';
import { audienceNeverMatches } from './trust/audience-never-matches';
import { audienceOfOtherService } from './trust/audience-of-other-service';
import { environmentWithoutRef } from './trust/environment-without-ref';
import { federationAction } from './trust/federation-action';
import { federationRules } from './trust/federation-rule';
import { issuerNeverMatches } from './trust/issuer-never-matches';
import { lookalikeIssuer } from './trust/lookalike-issuer';
import { nameOnlySubject } from './trust/name-only-subject';
import { openBranch } from './trust/open-branch';
import { otherIssuersKey } from './trust/other-issuers-key';
import { policyVariable } from './trust/policy-variable';
import { providerAudience } from './trust/provider-audience';
import { providerTwice } from './trust/provider-twice';
import { providerUrl } from './trust/provider-url';
import { pullRequestPushes } from './trust/pull-request-pushes';
import { roleOfAnyone } from './trust/role-of-anyone';
import { roleOfOtherAccount } from './trust/role-of-other-account';
import { roleOfServiceWithoutSource } from './trust/role-of-service-without-source';
import { sessionTagChosen } from './trust/session-tag-chosen';
import { sessionTooLong } from './trust/session-too-long';
import { subjectAtDeploy } from './trust/subject-at-deploy';
import { subjectNeverMatches } from './trust/subject-never-matches';
import { subjectOfAlikeNames } from './trust/subject-of-alike-names';
import { subjectOfAnyRun } from './trust/subject-of-any-run';
import { subjectOfAnyone } from './trust/subject-of-anyone';
import { subjectOfGroup } from './trust/subject-of-group';
import { subjectOfOrganization } from './trust/subject-of-organization';
import { subjectOfWorkflow } from './trust/subject-of-workflow';
import { trustTooLong } from './trust/trust-too-long';
import { trustWithoutAudience } from './trust/trust-without-audience';
import { trustWithoutSubject } from './trust/trust-without-subject';
import { weakClaim } from './trust/weak-claim';
import { type ReviewRule } from './review-rule';

/** All rules of the review. */
export const allRules: readonly ReviewRule[] = [
  anyTag,
  attackerClaim,
  audienceNeverMatches,
  audienceOfOtherService,
  environmentWithoutRef,
  federationAction,
  ...federationRules,
  issuerNeverMatches,
  lookalikeIssuer,
  nameOnlySubject,
  openBranch,
  otherIssuersKey,
  policyVariable,
  providerAudience,
  providerTwice,
  providerUrl,
  pullRequestPushes,
  roleOfAnyone,
  roleOfOtherAccount,
  roleOfServiceWithoutSource,
  sessionTagChosen,
  sessionTooLong,
  subjectAtDeploy,
  subjectNeverMatches,
  subjectOfAlikeNames,
  subjectOfAnyRun,
  subjectOfAnyone,
  subjectOfGroup,
  subjectOfOrganization,
  subjectOfWorkflow,
  trustTooLong,
  trustWithoutAudience,
  trustWithoutSubject,
  weakClaim,
  cacheCredentialRefused,
  cacheWithoutCredential,
  creationTemplateMutableTags,
  filledByOtherAccount,
  registryWholeReplication,
  replicationToOtherAccount,
  scanningLeavesOut,
  scanningOff,
  settingTwice,
  duplicateSid,
  emptyOnDelete,
  exclusionOfEveryTag,
  exclusionRefused,
  exclusionUndocumented,
  mutableApprovedTags,
  mutableTags,
  allowNotAction,
  allowNotPrincipal,
  openToAnyone,
  othersAdminister,
  policyResource,
  policyTooLong,
  refusedPrincipal,
  serviceWithoutSource,
  tokenAction,
  weaklyBounded,
  widePush,
  withoutLifecycle,
  anyNotLast,
  archiveRefused,
  countLow,
  countRefused,
  duplicatePriority,
  neverMatches,
  notADocument,
  selectedTwice,
  tagsRefused,
  unitRefused,
  wordsRefused,
  mutableBuildImage,
  openArtifacts,
  passwordOnCommandLine,
  pipelineOfPullRequests,
  plaintextSecret,
  privilegedWithoutNeed,
  dockerWithoutPrivileges,
  pushAfterFailure,
  pushOfImmutableTag,
  publicBuild,
  pullRequestApprovalMissing,
  pullRequestApprovalOff,
  pullRequestBuildPushes,
  pullRequestOwnBuildspec,
  retiredLogin,
  secretBuildArg,
  sourceCredentials,
  startBuildFromOutside,
  beforeItsPolicy,
  publicBadge,
  evaluatesNames,
  pullRequestCache,
  pullRequestPrivileged,
  webhookOpenActor,
  webhookOpenBranch,
  webhookOfGitHubEnterprise,
  webhookOfOrganization,
  webhookWithoutFilters,
  administrator,
  identityAllowNotAction,
  connectionPrefix,
  everyEcrAction,
  incompletePush,
  passAnyRole,
  administersImages,
  assumeAnyRole,
  becomesMore,
  keyPushes,
  outputShowsSecret,
  pushesOwnImage,
  tagsItself,
  pushEverywhere,
  pushWithoutManifests,
  tokenOnRepository,
  withoutLogin,
  cannotPull,
  imageOfOtherRegion,
];

const ranks: Record<Severity, number> = { error: 0, warning: 1, note: 2 };

/**
 * The findings of all rules. They are sorted by severity and then by location, so that the same templates give the same
 * list.
 */
export function findAll(graph: TemplateGraph, onProgress?: OnProgress): Finding[] {
  const findings = new Map<string, Finding>();
  for (const rule of withProgress('Checking rules', allRules, onProgress)) {
    for (const finding of rule.find(graph)) findings.set(keyOf(finding), finding);
  }
  return [...findings].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, finding]) => finding);
}

function keyOf({ severity, source: { template, logicalId }, id, message }: Finding): string {
  return [ranks[severity], template, logicalId, id, message].join('\u0000');
}
