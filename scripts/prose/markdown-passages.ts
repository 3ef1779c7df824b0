import { type Passage } from './passage';

/** A Markdown file as one passage. */
export function markdownPassages(source: string): Passage[] {
  const lines = source.split('\n');
  return [{ kind: 'page', text: source, lines: lines.map((_, index) => index + 1) }];
}
