import { buildRule } from './build-rule';

export const webhookWithoutFilters = buildRule({
  id: 'build-webhook-without-filters',
  severity: 'error',
  title: 'A webhook that every push and pull request starts',
  fix: "Add a filter group: EVENT 'PUSH' and HEAD_REF '^refs/heads/main$'.",
  problem: ({ hasWebhook, filterGroups }) =>
    hasWebhook && (filterGroups.length === 0 || filterGroups.some((group) => group.length === 0))
      ? 'has a webhook without filters. Every push and every pull request runs with its role, including those from forks.'
      : undefined,
});
