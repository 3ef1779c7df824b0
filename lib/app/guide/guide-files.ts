import { type GuideFormatName } from './format-names';
import { type GuidePage, type IndexedPage } from './guide-page';
import { guideHtml, indexHtml, pageHtml } from './guide-html';
import { guideMarkdown, indexMarkdown, pageMarkdown } from './guide-markdown';

/** A file of the guide. */
export interface GuideFile {
  readonly name: string;
  readonly text: string;
}

interface GuideFormat {
  /** The extension of its files. */
  readonly extension: string;
  readonly pages: (pages: readonly GuidePage[]) => string;
  /** A page with a link to the file of its index. */
  readonly page: (page: GuidePage, index: string) => string;
  readonly index: (files: readonly IndexedPage[]) => string;
}

const formats: Readonly<Record<GuideFormatName, GuideFormat>> = {
  markdown: { extension: 'md', pages: guideMarkdown, page: pageMarkdown, index: indexMarkdown },
  html: { extension: 'html', pages: guideHtml, page: pageHtml, index: indexHtml },
};

/** Renders all pages as one text. */
export function guideText(pages: readonly GuidePage[], format: GuideFormatName): string {
  return formats[format].pages(pages);
}

/** Renders a file for each page, and an index with links to the pages. */
export function guideFiles(pages: readonly GuidePage[], format: GuideFormatName): GuideFile[] {
  const { extension, page: render, index } = formats[format];
  const indexName = `index.${extension}`;
  const taken = new Set(['index']);
  const files = pages.map((page) => ({ page, file: `${freeName(page.name, taken)}.${extension}` }));
  return [
    { name: indexName, text: index(files) },
    ...files.map(({ page, file }) => ({ name: file, text: render(page, indexName) })),
  ];
}

/** A free name for the file of a repository. Any repository name gives a file in this folder that is not hidden. */
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
