import { type ReviewRule } from '../review-rule';
import { beforeItsPolicy } from './before-its-policy';
import { dockerWithoutPrivileges } from './docker-without-privileges';
import { evaluatesNames } from './evaluates-names';
import { mutableBuildImage } from './mutable-build-image';
import { openArtifacts } from './open-artifacts';
import { passwordOnCommandLine } from './password-on-command-line';
import { pipelineOfPullRequests } from './pipeline-of-pull-requests';
import { plaintextSecret } from './plaintext-secret';
import { privilegedWithoutNeed } from './privileged-without-need';
import { publicBadge } from './public-badge';
import { publicBuild } from './public-build';
import { pullRequestApprovalMissing } from './pull-request-approval-missing';
import { pullRequestApprovalOff } from './pull-request-approval-off';
import { pullRequestBuildPushes } from './pull-request-build-pushes';
import { pullRequestCache } from './pull-request-cache';
import { pullRequestOwnBuildspec } from './pull-request-own-buildspec';
import { pullRequestPrivileged } from './pull-request-privileged';
import { pushAfterFailure } from './push-after-failure';
import { pushOfImmutableTag } from './push-of-immutable-tag';
import { retiredLogin } from './retired-login';
import { secretBuildArg } from './secret-build-arg';
import { sharedBuilds } from './shared-builds';
import { sourceCredentials } from './source-credentials';
import { startBuildFromOutside } from './start-build-from-outside';
import { webhookOfGitHubEnterprise } from './webhook-of-github-enterprise';
import { webhookOfOrganization } from './webhook-of-organization';
import { webhookOpenActor } from './webhook-open-actor';
import { webhookOpenBranch } from './webhook-open-branch';
import { webhookWithoutFilters } from './webhook-without-filters';

/** The rules about builds, in the order of their page. */
export const buildRules: readonly ReviewRule[] = [
  webhookWithoutFilters,
  webhookOpenActor,
  webhookOpenBranch,
  webhookOfGitHubEnterprise,
  webhookOfOrganization,
  pullRequestBuildPushes,
  pullRequestApprovalOff,
  pullRequestApprovalMissing,
  pullRequestOwnBuildspec,
  publicBuild,
  pipelineOfPullRequests,
  plaintextSecret,
  sourceCredentials,
  privilegedWithoutNeed,
  dockerWithoutPrivileges,
  pushAfterFailure,
  pushOfImmutableTag,
  retiredLogin,
  openArtifacts,
  passwordOnCommandLine,
  secretBuildArg,
  mutableBuildImage,
  startBuildFromOutside,
  beforeItsPolicy,
  publicBadge,
  evaluatesNames,
  pullRequestCache,
  pullRequestPrivileged,
  sharedBuilds,
];
