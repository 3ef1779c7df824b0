/** The names of the formats. They are separate from the formats so that the help of the command line loads no renderer. */
export const guideFormatNames = ['markdown', 'html'] as const;

export type GuideFormatName = (typeof guideFormatNames)[number];
