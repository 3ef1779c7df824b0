/** What the pages of a handout say, as text where synth knows it and as tokens where not. */
export interface PushInstructions {
  readonly contributor: string;
  readonly assumedBy: string;
  readonly roleArn: string;
  readonly externalId: string | undefined;
  /** How long the credentials last, in seconds and in words. */
  readonly seconds: string;
  readonly duration: string;
  readonly until: string;
  readonly account: string;
  readonly region: string;
  readonly registry: string;
  readonly repositoryName: string;
  readonly allowPull: boolean;
  readonly allowList: boolean;
}

/** A block of commands, each of which a shell of any system takes. */
export function commands(...lines: readonly string[]): string {
  return `\`\`\`sh\n${lines.join('\n')}\n\`\`\``;
}
