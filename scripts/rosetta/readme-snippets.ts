import { type Link, type RootContent } from 'mdast';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { visit } from 'unist-util-visit';

/** A TypeScript snippet of the README. */
export interface ReadmeSnippet {
  /** The heading above it. */
  readonly heading: string;
  readonly source: string;
  /** The first link to a guide after it, in the same section. */
  readonly guide?: { readonly text: string; readonly url: string };
}

/** The TypeScript snippets of the README. */
export function readmeSnippets(readme: string): ReadmeSnippet[] {
  const nodes = unified().use(remarkParse).parse(readme).children;
  return nodes.flatMap((node, index) => {
    if (node.type !== 'code' || node.lang !== 'ts') return [];
    const before = nodes
      .slice(0, index)
      .filter(({ type }) => type === 'heading')
      .at(-1);
    const length = nodes.slice(index).findIndex(({ type }) => type === 'heading');
    const after = nodes.slice(index, length < 0 ? undefined : index + length);
    return [{ heading: before === undefined ? '' : textOf(before), source: node.value, guide: guideIn(after) }];
  });
}

function guideIn(nodes: readonly RootContent[]): ReadmeSnippet['guide'] {
  const [link] = nodes.flatMap(linksIn).filter(({ url }) => url.startsWith('docs/guides/'));
  return link && { text: textOf(link), url: link.url };
}

function linksIn(node: RootContent): Link[] {
  const links: Link[] = [];
  visit(node, 'link', (link) => void links.push(link));
  return links;
}

function textOf(node: RootContent): string {
  let text = '';
  visit(node, ['text', 'inlineCode'], (part) => void (text += 'value' in part ? part.value : ''));
  return text;
}
