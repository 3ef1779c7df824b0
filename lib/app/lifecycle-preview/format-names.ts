/** The names of the formats. They are separate from the formats so that the help of the command line loads no renderer. */
export const previewFormatNames = ['table', 'json'] as const;

export type PreviewFormatName = (typeof previewFormatNames)[number];
