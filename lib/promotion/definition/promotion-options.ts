import { type GateRules } from './gate-rules';
import { type TargetNaming } from './target-name';

/** What the state machine is made from. Texts may be tokens, but for those of the gate. */
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
  /** Who pushes, as people call them: of no character that a text in the definition would need escaped. */
  readonly contributor?: string;
  /** Where verdicts are told. */
  readonly topicArn: string;
  /** A person decides after the gate. */
  readonly approval?: { readonly topicArn: string; readonly timeoutSeconds: number };
}
