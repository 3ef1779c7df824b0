import { buildRule } from './build-rule';

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-properties-codebuild-project-projecttriggers.html */
export const webhookOfGitHubEnterprise = buildRule({
  id: 'build-webhook-of-github-enterprise',
  severity: 'error',
  title: 'A webhook that CloudFormation cannot create',
  fix: 'Leave Webhook out, and create it by `aws codebuild create-webhook` after the deploy.',
  problem: ({ hasWebhook, source }) =>
    hasWebhook && source.Type === 'GITHUB_ENTERPRISE'
      ? 'has a webhook for GitHub Enterprise. CloudFormation cannot create it, so the deploy fails.'
      : undefined,
});
