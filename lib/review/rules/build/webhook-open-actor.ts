import { hasUnresolved } from '../../texts/symbolic-text';
import { quoted } from '../shown';
import { buildRule } from './build-rule';

export const webhookOpenActor = buildRule({
  id: 'build-webhook-open-actor',
  severity: 'error',
  title: 'A pattern for actors that other accounts match',
  fix: "Anchor each id, such as '^12345$|^67890$'.",
  problem: ({ filterGroups }) => {
    const filter = filterGroups
      .flat()
      .find(({ type, pattern, excludes }) => type === 'ACTOR_ACCOUNT_ID' && !excludes && isOpen(pattern));
    return (
      filter &&
      `accepts actors by ${quoted(filter.pattern)}. The pattern is searched within the id, so accounts whose ids contain a listed one start builds, too.`
    );
  },
});

/**
 * Whether an alternative may match other accounts. A safe pattern anchors all of its alternatives, and each is an id.
 */
function isOpen(pattern: string): boolean {
  if (hasUnresolved(pattern)) return false;
  const together = /^\^\((?:\?:)?([^()]*)\)\$$/.exec(pattern)?.[1];
  const ids =
    together !== undefined ? together.split('|') : pattern.split('|').map((one) => /^\^(.*)\$$/.exec(one)?.[1] ?? '.');
  return ids.some((id) => !/^[\w{}-]+$/.test(id));
}
