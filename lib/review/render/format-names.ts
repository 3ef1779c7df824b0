/** The names of the formats. They are separate from the formats so that the help of the command line loads no renderer. */
export const reviewFormatNames = ['table', 'markdown', 'json', 'html', 'sarif'] as const;

export type ReviewFormatName = (typeof reviewFormatNames)[number];
