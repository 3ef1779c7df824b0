import { dirname, join, normalize } from 'node:path';
import { publishedPages } from './pages';

/** A link of a page to a file of the package. */
export interface Link {
  readonly page: string;
  /** The path from the root. */
  readonly path: string;
  /** The heading that it leads to. */
  readonly anchor?: string;
}

/** The links of all published pages that are not addresses. */
export const links: readonly Link[] = [...publishedPages].flatMap(([page, text]) =>
  [...withoutCode(text).matchAll(/\]\((?!https?:)([^)#]*)(?:#([^)]+))?\)/g)].map(([, path = '', anchor]) => ({
    page,
    path: path === '' ? page : normalize(join(dirname(page), path)),
    anchor,
  })),
);

/** The anchors that GitHub gives to the headings of a page. It numbers equal ones. */
export function anchorsOf(page: string): string[] {
  const anchors = [...withoutCode(page).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1')
      .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );
  return anchors.map((anchor, index) => {
    const before = anchors.slice(0, index).filter((other) => other === anchor).length;
    return before === 0 ? anchor : `${anchor}-${before}`;
  });
}

function withoutCode(page: string): string {
  return page.replaceAll(/^(`{3,})[^]*?^\1$/gm, '');
}
