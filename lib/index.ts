export { ImageConsumer } from './access/image-consumer';
export { ImagePullAccess, type ImagePullAccessProps } from './access/image-pull-access';
export { ImagePushAccess, type ImagePushAccessProps } from './access/image-push-access';
export { type ServiceSourceOptions } from './access/consumers/service';
export { type TaggedPrincipalsOptions } from './access/consumers/tagged';
export { RepositoryAccess } from './access/repository-access';
export { TemporaryPushAccess, type TemporaryPushAccessProps } from './access/contributor/temporary-push-access';
export { type BaseImageOptions } from './base-image/base-image-options';
export { ImageRegistry } from './base-image/image-registry';
export { type LocalDockerfileOptions } from './base-image/local-dockerfile-options';
export {
  type CiVariablesCredentialsOptions,
  type GitHubSecretsCredentialsOptions,
  RegistryCredentials,
  type SecretsManagerCredentialsOptions,
} from './base-image/registry-credentials';
export { type PullThroughCacheOptions, RegistryMirror } from './base-image/registry-mirror';
export { type BuildOperationsOptions } from './build/build-operations-options';
export { ImageCompatibility, ImageProvenance } from './build-input/attestations';
export { type BuildInputOptions } from './build-input/build-input-options';
export { BuildSecret, type SsmBuildSecretOptions } from './build-input/build-secret';
export { type ImageBuildOptions } from './build/image-build-options';
export { type BuildxOptions, type EarthlyOptions, ImageBuilder } from './build/image-builder';
export { ImageCache } from './build/image-cache';
export { ImageTag } from './naming/image-tag';
export { type SemanticVersionOptions, VersionChannel } from './naming/version-channel';
export { type ProjectPublishingOptions } from './build/project-publishing';
export { ImageBuildProject, type ImageBuildProjectProps } from './build/image-build-project';
export { ImageBuildProjects, type ImageBuildProjectsProps } from './build/image-build-projects';
export { type RebuildOptions } from './build-input/rebuild-options';
export { type SourceImageOptions } from './build/source-image-options';
export { ImageCheckProject } from './build/image-check-project';
export { type ImageCheckProjectProps } from './build/image-check-project-props';
export { ImageSource } from './build/source/image-source';
export { PullRequestApproval, PullRequestApprover } from './build/source/pull-request-policy';
export {
  type CodeCommitSourceOptions,
  type CodePipelineSourceOptions,
  type ConnectedSourceOptions,
  type GitHubEnterpriseSourceOptions,
  type GitHubSourceOptions,
  type GitLabSelfManagedSourceOptions,
  type GitLabSourceOptions,
  type GitSourceOptions,
  type S3SourceOptions,
  type WebhookOptions,
} from './build/source/source-options';
export { EcsDeployment } from './deployment/ecs-deployment';
export {
  type EcsDeploymentOptions,
  type EcsRestartOptions,
  type EcsRolloutOptions,
} from './deployment/ecs-deployment-options';
export { ImageDeployment } from './deployment/image-deployment';
export {
  LambdaDeployment,
  type LambdaDeploymentOptions,
  type NamedLambdaDeploymentOptions,
} from './deployment/lambda-deployment';
export { ImageTests, type ImageTestsOptions, type StageTestsOptions } from './testing/image-tests';
export { type TestReport, TestReportFormat } from './testing/test-report';
export { GitHubIssuer } from './github/github-issuer';
export {
  type ImportedGitHubOidcProviderOptions,
  GitHubOidcProvider,
  type GitHubOidcProviderProps,
} from './github/github-oidc-provider';
export { type IGitHubOidcProvider } from './github/i-github-oidc-provider';
export { GitHubPublisherRole, type GitHubPublisherRoleProps } from './github/github-publisher-role';
export { GitHubSubject } from './github/github-subject';
export { type GitHubSubjectOptions } from './github/github-subject-options';
export { GitHubSubjectTemplate } from './github/github-subject-template';
export { PublishWorkflow } from './github/publish-workflow';
export { type PublishWorkflowOptions } from './github/publish-workflow-options';
export { type WorkflowImageOptions } from './github/workflow-image-options';
export { PublishPipeline } from './pipeline/publish-pipeline';
export { type PublishPipelineOptions } from './pipeline/publish-pipeline-options';
export { WorkflowCache } from './github/workflow-cache';
export { ImageRepository } from './repository/image-repository';
export { type ImageRepositoryProps } from './repository/image-repository-props';
export { ImageRetention } from './repository/lifecycle/image-retention';
export { type ArchiveBeforeDeleteOptions, type KeepReleasesOptions } from './repository/lifecycle/retention-options';
export { type ImageSelection } from './repository/lifecycle/image-selection';
export { LifecyclePreview, type LifecyclePreviewProps } from './repository/preview/lifecycle-preview';
export {
  PreviewedAction,
  type PreviewedImage,
  type PreviewedRule,
} from './repository/preview/lifecycle-preview-results';
export { BitbucketIssuer } from './publisher/bitbucket/bitbucket-issuer';
export { type BitbucketRepository, BitbucketSubject } from './publisher/bitbucket/bitbucket-subject';
export { BuildkiteIssuer } from './publisher/buildkite/buildkite-issuer';
export { BuildkiteSubject, type BuildkiteSubjectOptions } from './publisher/buildkite/buildkite-subject';
export { CircleCiIssuer } from './publisher/circle-ci/circle-ci-issuer';
export { type CircleCiProject, CircleCiSubject } from './publisher/circle-ci/circle-ci-subject';
export { GitLabIssuer } from './publisher/gitlab/gitlab-issuer';
export { GitLabSubject, type GitLabSubjectOptions } from './publisher/gitlab/gitlab-subject';
export { type IOidcProvider } from './publisher/i-oidc-provider';
export { OidcIssuer } from './publisher/oidc-issuer';
export { OidcProvider } from './publisher/oidc-provider';
export {
  type ImportedOidcProviderOptions,
  OidcProviderBase,
  type OidcProviderOptions,
  type OidcProviderProps,
} from './publisher/oidc-provider-base';
export {
  OidcPublisherRole,
  type OidcPublisherRoleProps,
  type PublisherRoleOptions,
} from './publisher/oidc-publisher-role';
export { OidcSubject } from './publisher/oidc-subject';
export { ImagePromotion } from './promotion/image-promotion';
export { type ImagePromotionProps } from './promotion/image-promotion-props';
export { type PromotionApproval } from './promotion/promotion-approval';
export { type ScanException } from './promotion/scan-exception';
export { ScanGate, type ScanGateOptions, ScanSeverity } from './promotion/scan-gate';
export { UnscannedReason } from './promotion/unscanned-reason';
export { type ArchiveUnpulledOptions, type DeployedRetentionOptions } from './registry/archive-unpulled';
export {
  ImagePublicRepository,
  type ImagePublicRepositoryProps,
  type PublicCatalogData,
} from './registry/public/image-public-repository';
export {
  PullThroughCache,
  type EcrUpstreamOptions,
  type UpstreamOptions,
} from './registry/pull-through/pull-through-cache';
export { RegistrySettings } from './registry/registry-settings';
export {
  type AcceptReplicationOptions,
  type RegistrySettingsProps,
  type RegistrySigningRule,
} from './registry/registry-settings-props';
export { type ReplicationDestination, type ReplicationRule } from './registry/replication/replication-rule';
export {
  type BasicScanningOptions,
  type EnhancedScanningOptions,
  RegistryScanning,
} from './registry/scanning/registry-scanning';
export { CreationReason, type CreationTemplate } from './registry/templates/creation-template';
export { RegistryStages, type RegistryStagesProps, type RegistryWave } from './rollout/registry-stages';
export {
  AccessChange,
  AccessDecision,
  AccessOperation,
  AccessReport,
  type AccessReportTemplate,
  EcrPublishingChecks,
  type EcrPublishingChecksProps,
  FindingSeverity,
  type ReportedAccess,
  type ReportedAssumption,
  type ReportedChange,
  type ReportedFinding,
  type ReportedSource,
  type UnreviewedAccess,
} from './review/index';
