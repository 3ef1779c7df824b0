/** The names of the formats of a check. Help and completion need no more. */
export const checkFormatNames = ['text', 'json', 'github'] as const;

export type CheckFormat = (typeof checkFormatNames)[number];
