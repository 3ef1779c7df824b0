/** The fewest characters of a reason that an auditor can understand. */
export const leastReason = 20;

/** Whether a text is a reason that an auditor can understand: several words, and not too short. */
export function isReason(text: string): boolean {
  return text.trim().length >= leastReason && /\S\s+\S/.test(text);
}
