import { hasHoles } from '../../symbolic-text';
import { quoted } from '../shown';
import { buildRule } from './build-rule';

export const webhookOpenBranch = buildRule({
  id: 'build-webhook-open-branch',
  severity: 'warning',
  title: 'A pattern for branches that others match, too',
  fix: "Anchor it: '^refs/heads/main$'; for branches below a name, '^refs/heads/release/'.",
  problem: ({ filterGroups }) => {
    const filter = filterGroups
      .flat()
      .find(({ type, pattern, excludes }) => ['HEAD_REF', 'BASE_REF'].includes(type) && !excludes && isOpen(pattern));
    return (
      filter &&
      `takes branches by ${quoted(filter.pattern)}: the pattern is searched within the name, so that a branch like 'main-evil' or 'mainline' starts builds, too.`
    );
  },
});

/** Each alternative starts at the start, and ends at the end or where a name ends. */
function isOpen(pattern: string): boolean {
  if (hasHoles(pattern)) return false;
  const together = /^\^\((.*)\)\$$/.exec(pattern);
  if (together || /^\^[^|]*\([^()]*\)\$$/.test(pattern)) return false;
  return alternativesOf(pattern).some(
    (one) => !one.startsWith('^') || !/^\^refs\/tags\/|\$$|\/$|[/._-]\.[*+]$/.test(one),
  );
}

/** Those at the top: a `|` in parentheses belongs to its group. */
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
