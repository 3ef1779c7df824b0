import { type GuidePage } from './guide-page';
import { guideHtml, indexHtml } from './guide-html';
import { guideMarkdown, indexMarkdown } from './guide-markdown';

export type GuideFormat = 'markdown' | 'html';

/** A file to write. */
export interface GuideFile {
  readonly name: string;
  readonly text: string;
}

const formats = {
  markdown: { ending: 'md', pages: guideMarkdown, index: indexMarkdown },
  html: { ending: 'html', pages: guideHtml, index: indexHtml },
} as const;

/** All pages in one text. */
export function guideText(pages: readonly GuidePage[], format: GuideFormat): string {
  return formats[format].pages(pages);
}

/** A file for each page, and one that leads to them. */
export function guideFiles(pages: readonly GuidePage[], format: GuideFormat): GuideFile[] {
  const { ending, pages: render, index } = formats[format];
  const taken = new Set(['index']);
  const files = pages.map((page) => ({ page, file: `${freeName(page.name, taken)}.${ending}` }));
  return [
    { name: `index.${ending}`, text: index(files) },
    ...files.map(({ page, file }) => ({ name: file, text: render([page]) })),
  ];
}

/** A name for a file, whatever a repository is called: it leads to no other folder and is no hidden file. */
function freeName(name: string, taken: Set<string>): string {
  const plain =
    name
      .replace(/[^A-Za-z0-9._-]+/g, '-')
      .replace(/^[.-]+|[.-]+$/g, '')
      .slice(0, 100) || 'repository';
  let free = plain;
  for (let count = 2; taken.has(free.toLowerCase()); count += 1) free = `${plain}-${count}`;
  taken.add(free.toLowerCase());
  return free;
}
