import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { allRules } from '../../../lib/review/rules/all-rules';
import { findingsOf, graphOf, type Resources } from './fixtures';

const page = readFileSync(join(__dirname, '../../../docs/review-rules.md'), 'utf8');

/** The section of each rule on the page, by its id. */
const sections = new Map(
  page
    .split(/^### /m)
    .slice(1)
    .map((section): [string, string] => [section.split('\n')[0] ?? '', section.split(/^## /m)[0] ?? '']),
);

test('the page has each rule once, and no other', () => {
  expect([...page.matchAll(/^### (.+)$/gm)].map(([, id]) => id).sort()).toEqual(allRules.map(({ id }) => id).sort());
  const rows = [...page.matchAll(/^\| \[`([\w-]+)`\]\(#([\w-]+)\) +\| (\w+) +\| (.+?) +\|$/gm)];
  expect(rows.map(([, id, anchor, severity, title]) => ({ id, anchor, severity, title }))).toEqual(
    [...sections.keys()].map((id) => {
      const { severity, title } = allRules.find((rule) => rule.id === id) ?? {};
      return { id, anchor: id, severity, title: title?.replace(/[*_]/g, '\\$&') };
    }),
  );
});

describe.each(allRules.map((rule) => [rule.id, rule] as const))('%s', (id, { severity, title }) => {
  const section = sections.get(id) ?? '';

  test('has its severity and title on the page', () => {
    expect(section).toContain(`\n**${severity}**: ${title.replace(/[*_]/g, '\\$&')}\n`);
  });

  test('finds what the page calls wrong, and says what the page quotes', () => {
    const [, message, fix] = /^> (.+)\n>\n> \*\*Fix:\*\* (.+)$/m.exec(section) ?? [];
    const [finding] = findingsOf(id, graphOf(example(section, 'wrong')));
    expect(finding).toMatchObject({ severity, message: unescaped(message), fix: unescaped(fix) });
  });

  test('lets pass what the page calls right', () => {
    expect(findingsOf(id, graphOf(example(section, 'right')))).toEqual([]);
  });
});

function example(section: string, kind: 'wrong' | 'right'): Resources {
  const text = new RegExp(`^\`\`\`yaml\\n# ${kind}\\n([^]+?)^\`\`\`$`, 'm').exec(section)?.[1];
  if (text === undefined) throw new Error(`there is no ${kind} example`);
  return parse(text) as Resources;
}

/** Markdown escapes what it would read as its own. */
function unescaped(text = ''): string {
  return text.replace(/\\([*_<$\\])/g, '$1');
}
