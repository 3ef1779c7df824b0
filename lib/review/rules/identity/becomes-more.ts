import { type EscalationPath, escalationPathsOf } from '../escalation/escalation-paths';
import { reviewRule } from '../review-rule';

export const becomesMore = reviewRule({
  id: 'identity-becomes-more',
  severity: 'warning',
  title: 'An identity that can give itself more access',
  findProblems: (graph) =>
    [...escalationPathsOf(graph).values()].map((path) => ({
      source: path.statement?.source ?? path.head.identity.resource.source,
      message: `${path.head.words} ${pathText(path)}${othersText(path)}`,
      fix: 'Name the roles, users and policies in Resource, and the service by iam:PassedToService. If it must create roles, require a limit for them by StringEquals iam:PermissionsBoundary.',
      ...(path.isMinor && { severity: 'note' as const }),
    })),
});

/** The steps. Several have numbers. */
function pathText({ steps }: EscalationPath): string {
  const [first = '', ...others] = steps;
  if (others.length === 0) return `${first.replace(/^it/, 'It')}. So it becomes more than its own policies allow.`;
  return `It becomes more than its own policies allow: ${steps.map((step, index) => `(${index + 1}) ${step}`).join(', ')}.`;
}

const mostNamed = 3;

function othersText({ others }: EscalationPath): string {
  if (others.length === 0) return '';
  const more = others.length > mostNamed ? ` and ${others.length - mostNamed} more` : '';
  return ` Other ways: ${others.slice(0, mostNamed).join(', ')}${more}.`;
}
