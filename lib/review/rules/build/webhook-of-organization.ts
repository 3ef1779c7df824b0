import { fieldsOf, textOf } from '../shape';
import { quoted } from '../shown';
import { eventsOf, type WebhookFilter } from './build-projects';
import { buildRule } from './build-rule';

/** @see https://docs.aws.amazon.com/codebuild/latest/userguide/github-global-organization-webhook.html */
export const webhookOfOrganization = buildRule({
  id: 'build-webhook-of-organization',
  severity: 'error',
  title: 'A webhook of a whole organization',
  fix: "Add a filter REPOSITORY_NAME with the names of the repositories to each group, such as '^app$'.",
  problem: ({ triggers, hasWebhook, filterGroups }) => {
    const scope = fieldsOf(triggers.ScopeConfiguration);
    const isWide = ['GITHUB_ORGANIZATION', 'GITHUB_GLOBAL', 'GITLAB_GROUP'].includes(textOf(scope.Scope) ?? '');
    const open = filterGroups.find((group) => !namesRepositories(group));
    if (!hasWebhook || !isWide || open === undefined) return undefined;
    const what = eventsOf(open).includes('WORKFLOW_JOB_QUEUED') ? 'Workflows' : 'Events';
    return `has a webhook for all of ${quoted(textOf(scope.Name) ?? 'GitHub')} without a filter for repositories. ${what} of each repository there run with its role, also of those that are created later.`;
  },
});

function namesRepositories(group: readonly WebhookFilter[]): boolean {
  return group.some(
    ({ type, excludes, pattern }) => type === 'REPOSITORY_NAME' && !excludes && !/^\^?\.\*\$?$/.test(pattern),
  );
}
