import { dirname, join, normalize } from 'node:path';
import { pages } from './pages';

/** A link of a page to a file of the package. */
export interface Link {
  readonly page: string;
  /** The path from the root. */
  readonly path: string;
  /** The heading that it leads to. */
  readonly anchor?: string;
}

/** The links of all pages that are not addresses. */
export const links: readonly Link[] = [...pages].flatMap(([page, text]) =>
  [...text.matchAll(/\]\((?!https?:)([^)#]*)(?:#([^)]+))?\)/g)].map(([, path = '', anchor]) => ({
    page,
    path: path === '' ? page : normalize(join(dirname(page), path)),
    anchor,
  })),
);

/** The anchors that GitHub gives to the headings of a page. */
export function anchorsOf(page: string): string[] {
  const prose = page.replaceAll(/^(`{3,})[^]*?^\1$/gm, '');
  return [...prose.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );
}
