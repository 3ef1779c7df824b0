/** The formats of a report, by name; the code of none of them is loaded with this. */
export const reviewFormatNames = ['table', 'markdown', 'json', 'html', 'sarif'] as const;

export type ReviewFormatName = (typeof reviewFormatNames)[number];
