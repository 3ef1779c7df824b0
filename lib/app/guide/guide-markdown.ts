import { markdownCellCode, markdownCode } from '../../review/index';
import { type GuideBlock, type GuidePage, type GuideSection, type IndexedPage, type Prose } from './guide-page';

/** Renders pages as Markdown, one after another. */
export function guideMarkdown(pages: readonly GuidePage[]): string {
  return pages.map((page) => pageMarkdown(page)).join('\n---\n\n');
}

/** Renders an index with links to the files of the pages. */
export function indexMarkdown(files: readonly IndexedPage[]): string {
  const items = files.map(({ page, file }) => `- [${markdownCode(page.name)}](${file}) in ${markdownCode(page.env)}`);
  return `# Container images\n\n${items.join('\n')}\n`;
}

/** @param index the file of the index. A page that is alone has none. */
export function pageMarkdown({ name, sections }: GuidePage, index?: string): string {
  const back = index === undefined ? '' : `[All repositories](${index})\n\n`;
  return `${back}# ${markdownCode(name)}\n\n${sections.map(sectionMarkdown).join('\n')}`;
}

function sectionMarkdown({ title, blocks }: GuideSection): string {
  return `## ${title}\n\n${blocks.map((block) => `${blockMarkdown(block)}\n`).join('\n')}`;
}

function blockMarkdown(block: GuideBlock): string {
  switch (block.kind) {
    case 'text':
      return proseMarkdown(block.text, markdownCode);
    case 'list':
      return block.items.map((item) => `- ${proseMarkdown(item, markdownCode)}`).join('\n');
    case 'table':
      return [block.head, block.head.map(() => '---'), ...block.rows.map((row) => row.map(cellMarkdown))]
        .map((cells) => `| ${cells.join(' | ')} |`)
        .join('\n');
    case 'file':
      return fenced(block.language, block.text);
    case 'commands':
      // GitHub reads only the first word of an info string. The id after it is for tools that find a block by its id.
      return fenced(`sh ${block.id}`, block.lines.join('\n'));
  }
}

/** A code block, whose fence is longer than any run of backticks in the content. */
function fenced(info: string, content: string): string {
  const longest = Math.max(2, ...(content.match(/`+/g) ?? []).map(({ length }) => length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}${info}\n${content}\n${fence}`;
}

function cellMarkdown(cell: Prose): string {
  return proseMarkdown(cell, markdownCellCode);
}

function proseMarkdown(words: Prose, code: (value: string) => string): string {
  return words
    .map((word) => {
      if (typeof word === 'string') return word;
      return 'code' in word ? code(word.code) : `[${word.text}](${word.address})`;
    })
    .join('');
}
