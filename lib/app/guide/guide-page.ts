import { type GuideUse } from './guide-uses';

/** A value as code: whatever it holds, it is no markup. */
export interface Code {
  readonly code: string;
}

/** An address that people may follow; ours alone. */
export interface Link {
  readonly text: string;
  readonly address: string;
}

/** A sentence: words of ours, and values between them. */
export type Prose = readonly (string | Code | Link)[];

/** Commands that are run together, as one block. */
export interface GuideCommand {
  /** Names the block within its page, as `pull-by-digest`. */
  readonly id: string;
  readonly lines: readonly string[];
}

export type GuideBlock =
  | { readonly kind: 'text'; readonly text: Prose }
  | { readonly kind: 'list'; readonly items: readonly Prose[] }
  | { readonly kind: 'table'; readonly head: readonly string[]; readonly rows: readonly (readonly Prose[])[] }
  | { readonly kind: 'file'; readonly language: 'json' | 'yaml'; readonly text: string }
  | ({ readonly kind: 'commands' } & GuideCommand);

export interface GuideSection {
  readonly id: string;
  readonly title: string;
  readonly blocks: readonly GuideBlock[];
}

/** A part of a section, for those who can do all of what it needs. */
export interface GuidePart {
  readonly needs: readonly GuideUse[];
  readonly blocks: readonly GuideBlock[];
}

/** A section before it is known who reads it. */
export interface DraftSection {
  readonly id: string;
  readonly title: string;
  readonly parts: readonly GuidePart[];
}

/** The page of one repository. */
export interface GuidePage {
  /** The repository's name. */
  readonly name: string;
  /** Where it is, in a few words, since several places may have a repository of the name. */
  readonly place: string;
  readonly sections: readonly GuideSection[];
}

/** The commands of a page, in its order, each with its id: what a test runs is what people read. */
export function guideCommands({ sections }: GuidePage): { id: string; command: string }[] {
  return sections
    .flatMap(({ blocks }) => blocks)
    .flatMap((block) => (block.kind === 'commands' ? [{ id: block.id, command: block.lines.join('\n') }] : []));
}

/** A sentence in which text between the words is code. */
export function prose(words: TemplateStringsArray, ...values: readonly (string | Code | Link | Prose)[]): Prose {
  return words.flatMap((word, index): Prose => {
    const value = values[index];
    if (value === undefined) return [word];
    if (typeof value === 'string') return [word, { code: value }];
    return isProse(value) ? [word, ...value] : [word, value];
  });
}

export function text(words: TemplateStringsArray, ...values: readonly (string | Code | Link | Prose)[]): GuideBlock {
  return { kind: 'text', text: prose(words, ...values) };
}

export function commands(id: string, ...lines: readonly string[]): GuideBlock {
  return { kind: 'commands', id, lines };
}

export function part(needs: readonly GuideUse[], ...blocks: readonly GuideBlock[]): GuidePart {
  return { needs, blocks };
}

/** Values as code, with words between them. */
export function listed(values: readonly string[], last: 'and' | 'or' = 'and'): Prose {
  return values.flatMap((value, index): Prose => {
    const between = index === 0 ? [] : [index === values.length - 1 ? ` ${last} ` : ', '];
    return [...between, { code: value }];
  });
}

function isProse(value: Code | Link | Prose): value is Prose {
  return Array.isArray(value);
}
