import { type ImageSource } from '../../lib/build/source/image-source';
import { newStack } from '../synthesis';
import { projectWith } from './build-project';

/** The triggers of builds in the template. */
export interface Triggers {
  readonly Webhook?: boolean;
  readonly FilterGroups?: { Type: string; Pattern: string }[][];
  readonly PullRequestBuildPolicy?: object;
}

/** An event as a webhook brings it. */
export interface WebhookEvent {
  readonly event?: string;
  readonly ref: string;
  readonly actor?: string;
  readonly files?: readonly string[];
}

export function triggersOf(source: (stack: ReturnType<typeof newStack>) => ImageSource): Triggers {
  const stack = newStack();
  return (projectWith({ source: source(stack) }, stack).Triggers ?? {}) as Triggers;
}

/**
 * Whether an event starts a build, as CodeBuild's guide has it: all filters of one group hold, and each pattern is
 * searched within the value.
 */
export function starts({ FilterGroups: groups = [] }: Triggers, event: WebhookEvent): boolean {
  return groups.some((group) =>
    group.every(({ Type: type, Pattern: pattern }) => {
      if (type === 'EVENT') return pattern.split(', ').includes(event.event ?? 'PUSH');
      const values = valuesOf(type, event);
      return values.some((value) => new RegExp(pattern).test(value));
    }),
  );
}

function valuesOf(type: string, { ref, actor = '1', files = [] }: WebhookEvent): readonly string[] {
  if (type === 'HEAD_REF' || type === 'BASE_REF') return [ref];
  if (type === 'ACTOR_ACCOUNT_ID') return [actor];
  if (type === 'FILE_PATH') return files;
  throw new Error(`no such filter: ${type}`);
}
