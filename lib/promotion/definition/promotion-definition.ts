import { type GateRules } from './gate-rules';

/** How a target repository is named: one for all, or by the part of the origin's name behind a prefix. */
export type TargetNaming =
  | { readonly kind: 'one'; readonly name: string }
  | { readonly kind: 'prefix'; readonly from: string; readonly to: string };

/** What the state machine is made from. Texts may be tokens. */
export interface PromotionDefinitionOptions {
  readonly partition: string;
  /** `amazonaws.com` in most partitions: the end of the registry's host, for the messages. */
  readonly urlSuffix: string;
  readonly gate: GateRules;
  /** The registry that was pushed to; the repository's name comes with each execution. */
  readonly source: { readonly registryId: string };
  readonly target: {
    readonly registryId: string;
    readonly region: string;
    readonly crossRegion: boolean;
    readonly crossAccount: boolean;
  };
  readonly targetRepository: TargetNaming;
  readonly copyProjectName: string;
  /** Where verdicts are told. */
  readonly topicArn: string;
  /** A person decides after the gate. */
  readonly approval?: { readonly topicArn: string; readonly timeoutSeconds: number };
}

/**
 * The state machine in the Amazon States Language, with JSONPath. Its input is what the rule on `ECR Image Action` hands
 * over: `{ repository, digest, tag }`, where an untagged push has an empty tag or none.
 */
export function renderPromotionDefinition(options: PromotionDefinitionOptions): Record<string, unknown> {
  return {
    StartAt: 'Promote',
    States: { Promote: { Type: 'Succeed', Comment: options.copyProjectName } },
  };
}
