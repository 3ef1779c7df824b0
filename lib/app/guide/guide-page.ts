import { type Code, type Link, type Prose, prose } from '../../private/text/prose';
import { type GuideUse } from './guide-uses';

export { type Prose, prose };

/** Commands that run together, as one block. */
export interface GuideCommand {
  /** The name of the block on its page, such as `pull-by-digest`. */
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

/** A part of a section. It is shown to readers who have all the uses that it needs. */
export interface GuidePart {
  readonly needs: readonly GuideUse[];
  readonly blocks: readonly GuideBlock[];
}

/** A section with the parts for all readers. The page keeps the parts that its readers can use. */
export interface DraftSection {
  readonly id: string;
  readonly title: string;
  readonly parts: readonly GuidePart[];
}

/** A reader of a page in the index of a guide. */
export interface IndexedReader {
  readonly name: Prose;
  /** All names by which a search finds it, such as its account and the principals that assume it. */
  readonly names: readonly string[];
  readonly canPush: boolean;
  readonly canPull: boolean;
}

/** The page of one repository. */
export interface GuidePage {
  /** The repository's name. */
  readonly name: string;
  /** The account and Region, because repositories in several of them may have the same name. */
  readonly env: string;
  readonly readers: readonly IndexedReader[];
  readonly sections: readonly GuideSection[];
}

/** A page in the index of a guide, with its file. */
export interface IndexedPage {
  readonly page: GuidePage;
  readonly file: string;
}

/** The commands of a page in their order, with their ids. Tests run these, so they run what people read. */
export function guideCommands({ sections }: GuidePage): { id: string; command: string }[] {
  return sections
    .flatMap(({ blocks }) => blocks)
    .flatMap((block) => (block.kind === 'commands' ? [{ id: block.id, command: block.lines.join('\n') }] : []));
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

/** Values as code, separated by commas and the last word. */
export function listed(values: readonly string[], last: 'and' | 'or' = 'and'): Prose {
  return values.flatMap((value, index): Prose => {
    const between = index === 0 ? [] : [index === values.length - 1 ? ` ${last} ` : ', '];
    return [...between, { code: value }];
  });
}
