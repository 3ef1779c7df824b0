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

/** All Markdown files that npm publishes, by their paths from the root. */
export const publishedPages = pagesAt(['README.md', 'CHANGELOG.md', ...markdownIn('docs'), ...markdownIn('examples')]);

/** The pages whose snippets and commands are tried: the README, the guides and the other pages that explain the package. */
export const pages = pagesAt(
  [...publishedPages.keys()].filter((path) =>
    /^(README\.md|docs\/(day-2|troubleshooting)\.md|docs\/(guides|from)\/.+)$/.test(path),
  ),
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

function pagesAt(paths: readonly string[]): ReadonlyMap<string, string> {
  return new Map(paths.map((path) => [path, readFileSync(join(root, path), 'utf8')]));
}

function markdownIn(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.md') && !/node_modules|cdk\.out/.test(path))
    .map((path) => join(folder, path))
    .filter((path) => !/^docs\/(API\.md|api\/)/.test(path));
}

function blocksOf(page: string, text: string): Block[] {
  return [...text.matchAll(/^( *)(`{3,})([^\n`]*)\n([^]*?)^\1\2$/gm)].map(
    ({ index, 1: indent = '', 3: language = '', 4: content = '' }) => ({
      title: `${page}:${text.slice(0, index).split('\n').length} ${language}`,
      page,
      language,
      text: content.replaceAll(new RegExp(`^${indent}`, 'gm'), ''),
    }),
  );
}
