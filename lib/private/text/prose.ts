/** A value that is shown as code. None of its characters is markup. */
export interface Code {
  readonly code: string;
}

/** A link that people can follow. Only this project writes its address. */
export interface Link {
  readonly text: string;
  readonly address: string;
}

/** A sentence: words of this project, and values between them. */
export type Prose = readonly (string | Code | Link)[];

/** A sentence in which each text between the words is code. */
export function prose(words: TemplateStringsArray, ...values: readonly (string | Code | Link | Prose)[]): Prose {
  return words.flatMap((word, index): Prose => {
    const value = values[index];
    if (value === undefined) return [word];
    if (typeof value === 'string') return [word, { code: value }];
    return isProse(value) ? [word, ...value] : [word, value];
  });
}

function isProse(value: Code | Link | Prose): value is Prose {
  return Array.isArray(value);
}
