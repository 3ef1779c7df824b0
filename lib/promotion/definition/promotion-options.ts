import { type GateRules } from './gate-rules';
import { type TargetNaming } from './target-name';

/** The values in the state machine. Except for those of the gate, they may be tokens. */
export interface PromotionDefinitionOptions {
  readonly partition: string;
  /** The end of the registry's host in messages: `amazonaws.com` in most partitions. */
  readonly urlSuffix: string;
  readonly gate: GateRules;
  /** The registry of the pushed image. Each execution has the name of the repository. */
  readonly source: { readonly registryId: string };
  readonly target: {
    readonly registryId: string;
    readonly region: string;
    readonly crossRegion: boolean;
    readonly crossAccount: boolean;
  };
  readonly targetRepository: TargetNaming;
  readonly copyProjectName: string;
  /** The project that deploys an image after it was promoted, and the longest time of its build. */
  readonly deployment?: { readonly projectName: string; readonly minutes: number };
  /** The name of the contributor who pushes. No character of it needs an escape in the definition. */
  readonly contributor?: string;
  /** The topic for verdicts. */
  readonly topicArn: string;
  /** The approval after the gate. */
  readonly approval?: { readonly topicArn: string; readonly timeoutSeconds: number };
}
