/**
 * The front door of the review. The command line, the synth and the public API import it through this file alone.
 *
 * A review reads templates (`read`), resolves them to a graph (`templates`), evaluates the policies in it (`evaluation`,
 * `access`), finds mistakes (`rules`) and reports both (`report`, `changes`, `render`, `synth`): `review-templates.ts`.
 */

// Read: cloud assemblies, templates, folders, and a reviewer's acknowledgements.
export { type LoadedTemplate } from './read/loaded-template';
export { readAcknowledgements } from './read/acknowledgements-file';
export { ReviewInputError } from './read/input-error';
export { withEnvironment } from './read/environment-options';
export { readTemplates, type ReadTemplates } from './read/read-templates';
export { type PlaceOf, sourcePlaces } from './read/source-places';
export { isFolder, readTemplateContent } from './read/template-file';
export { readProblem, readTextFile, type TextFileLimits } from './read/text-file';
export { linePosition, yamlDocument } from './read/yaml-document';
export { yamlProblem } from './read/yaml-faults';

// Graph: the resources that the templates create, with their functions resolved.
export {
  type GraphResource,
  type IdentityNode,
  type DeployEnvironment,
  type RepositoryNode,
  type StatementCondition,
  type TemplateGraph,
  type UnreviewedPart,
} from './templates/template-graph';
export { textsIn } from './templates/graph-resources';
export { entriesOf, isList } from './templates/value';
export { hasUnresolved, isUnresolved, piecesOf, shownText } from './texts/symbolic-text';
export { arnParts, parseArn } from './texts/arn';

// Review and compare.
export { namespace, type ReviewerAcknowledgement } from './report/acknowledgements';
export { compareReports, destroys, isUnknown, widens } from './changes/compare-reports';
export { destructiveChanges } from './changes/all-changes';
export { changeFinding } from './changes/change-finding';
export { orderedByKind } from './changes/change-kind';
export { type LifecyclePair, lifecyclePairs } from './changes/retention/lifecycle-pairs';
export { type Finding } from './rules/finding';
export { type ReviewChange, type ReviewedChange, type ReviewReport } from './report/review-report';
export { narrowChange, narrowReport } from './report/narrow-report';
export { type Narrowing } from './report/narrowing';
export { type Unmatched, unmatchedPart } from './report/matching-rows';
export { withoutServiceRows } from './report/service-roles';
export { operationNames } from './access/operations';
export { acknowledgedReport, graphOf, reviewTemplates } from './review-templates';
export { allRules } from './rules/all-rules';

// Render.
export { reviewFormatNames, type ReviewFormatName } from './render/format-names';
export { reviewFormats } from './render/formats';
export { markdownCellCode, markdownCode } from './render/markdown-text';
export { plainText } from './render/plain-text';

// Facts for the guide, the workflow and the overview.
export { evaluate } from './evaluation/access-evaluator';
export { accessOf } from './access/all-rows';
export { type AccessRow, oneByRepository } from './access/access-row';
export { assumeRows, mayAssumeRoles } from './access/assume-rows';
export { type OperationNeeds } from './access/operations';
export { accountOf, isRoot } from './access/principal-arn';
export { everyone, kindOf } from './access/principal-kind';
export { withUnknown } from './access/unknown-policies';
export { directAccess } from './access/direct-rows';
export { registryWays } from './access/registry-ways';
export { loginCondition } from './access/operation-verdict';
export { gitHubClaims } from './issuers/github-claims';
export { tokenIssuers } from './issuers/token-issuers';
export { type BuildProject, buildProjectsOf, eventsOf, type WebhookFilter } from './rules/build/build-projects';
export { movingTags, tagMobility } from './rules/repository/tag-mobility';
export { type OidcTrust, oidcTrustsOf } from './rules/trust/oidc-trust';

// Public API.
export { AccessChange, AccessReport, type AccessReportTemplate } from './report/access-report';
export { EcrPublishingChecks, type EcrPublishingChecksProps } from './synth/ecr-publishing-checks';
export {
  AccessDecision,
  AccessOperation,
  FindingSeverity,
  type ReportedAccess,
  type ReportedAssumption,
  type ReportedChange,
  type ReportedFinding,
  type ReportedSource,
  type UnreviewedAccess,
} from './report/reported';
