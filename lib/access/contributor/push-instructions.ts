/** The values in the instructions of a contributor. A value that is not known at synth is a token. */
export interface PushInstructions {
  readonly contributor: string;
  readonly assumedBy: string;
  readonly roleArn: string;
  readonly externalId: string | undefined;
  /** The duration of the credentials, in seconds and in words. */
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

/** A block of commands that work in any shell. */
export function commands(...lines: readonly string[]): string {
  return `\`\`\`sh\n${lines.join('\n')}\n\`\`\``;
}
