import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export const root = join(__dirname, '../..');

/** A fenced block of a page. */
export interface Block {
  /** The page, the line of the block and its language, for the name of a test. */
  readonly title: string;
  readonly page: string;
  readonly language: string;
  readonly text: string;
}

/** The pages that explain the package: the README and the guides, by their paths from the root. */
export const pages: ReadonlyMap<string, string> = new Map(
  ['README.md', ...readdirSync(join(root, 'docs/guides')).map((name) => `docs/guides/${name}`)].map((path) => [
    path,
    readFileSync(join(root, path), 'utf8'),
  ]),
);

const blocks = [...pages].flatMap(([page, text]) => blocksOf(page, text));

/** The blocks of all pages in a language. */
export function blocksIn(language: string): Block[] {
  return blocks.filter((block) => block.language === language);
}

/** The block that comes after another one on its page. */
export function blockAfter(block: Block): Block | undefined {
  const next = blocks[blocks.indexOf(block) + 1];
  return next?.page === block.page ? next : undefined;
}

function blocksOf(page: string, text: string): Block[] {
  return [...text.matchAll(/^(`{3,})([^\n`]*)\n([^]*?)^\1$/gm)].map(({ index, 2: language = '', 3: content = '' }) => ({
    title: `${page}:${text.slice(0, index).split('\n').length} ${language}`,
    page,
    language,
    text: content,
  }));
}
