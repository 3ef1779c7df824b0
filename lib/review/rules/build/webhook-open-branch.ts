import { hasUnresolved } from '../../texts/symbolic-text';
import { quoted } from '../shown';
import { eventsOf, type WebhookFilter } from './build-projects';
import { buildRule } from './build-rule';

export const webhookOpenBranch = buildRule({
  id: 'build-webhook-open-branch',
  severity: 'warning',
  title: 'A pattern for branches that also matches others',
  fix: "Anchor it, such as '^refs/heads/main$'. For branches under a prefix, write '^refs/heads/release/'.",
  problem: ({ filterGroups, pushes, hasWebhook }) => {
    if (hasWebhook && pushes && filterGroups.some(isForEveryBranch)) {
      return 'pushes images of every branch. A group of its filters accepts pushes and names no HEAD_REF.';
    }
    const filter = filterGroups
      .flat()
      .find(({ type, pattern, excludes }) => ['HEAD_REF', 'BASE_REF'].includes(type) && !excludes && isOpen(pattern));
    return (
      filter &&
      `accepts branches by ${quoted(filter.pattern)}. The pattern is searched within the name, so a branch such as 'main-evil' or 'mainline' starts builds, too.`
    );
  },
});

/** Whether a group accepts pushes by their event alone, to any branch or tag. */
function isForEveryBranch(group: readonly WebhookFilter[]): boolean {
  return eventsOf(group).includes('PUSH') && !group.some(({ type }) => !['EVENT', 'FILE_PATH'].includes(type));
}

/**
 * Whether an alternative may match other branches. A safe one is anchored at the start, and at the end or after a
 * separator.
 */
function isOpen(pattern: string): boolean {
  if (hasUnresolved(pattern)) return false;
  const together = /^\^\((.*)\)\$$/.exec(pattern);
  if (together || /^\^[^|]*\([^()]*\)\$$/.test(pattern)) return false;
  return alternativesOf(pattern).some(
    (one) => !one.startsWith('^') || !/^\^refs\/tags\/|\$$|\/$|[/._-]\.[*+]$/.test(one),
  );
}

/** The alternatives at the top level. A `|` in parentheses belongs to its group. */
function alternativesOf(pattern: string): string[] {
  let depth = 0;
  return Array.from(pattern)
    .map((character) => {
      if (character === '(') depth += 1;
      if (character === ')') depth -= 1;
      return character === '|' && depth === 0 ? '\n' : character;
    })
    .join('')
    .split('\n');
}
