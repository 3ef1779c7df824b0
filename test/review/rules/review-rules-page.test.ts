import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { sarifRules } from '../../../lib/review/render/sarif-rules';
import { allRules } from '../../../lib/review/rules/all-rules';
import { ruleFamilies } from '../../../lib/review/rules/rule-families';
import { renderReviewRules } from '../../../scripts/review-rules-page';
import { anchorsOf } from '../../docs/links';
import { findingsOf, graphOf, type Resources } from './fixtures';

const docs = join(__dirname, '../../../docs');

/** The page of each family. */
const pages = new Map(
  ruleFamilies.map(({ name }) => [name, readFileSync(join(docs, 'review-rules', `${name}.md`), 'utf8')]),
);

/** The section of each rule, by its id. */
const sections = new Map(
  [...pages.values()].flatMap((page) =>
    page
      .split(/^## /m)
      .slice(1)
      .map((section): [string, string] => [section.split('\n')[0] ?? '', section]),
  ),
);

test('docs/review-rules.md is what `npm run review-rules` writes', () => {
  expect(readFileSync(join(docs, 'review-rules.md'), 'utf8')).toBe(`${renderReviewRules()}\n`);
});

test.each(ruleFamilies)('the page of $name has its title and each rule of the family once, in its order', (family) => {
  const headings = [...(pages.get(family.name) ?? '').matchAll(/^(#+) (.+)$/gm)].filter(([, , text]) => !isMark(text));
  expect(headings.map(([heading]) => heading)).toEqual([
    `# ${family.title}`,
    ...family.rules.map(({ id }) => `## ${id}`),
  ]);
});

test('docs/review-rules has a page for each family, and no other', () => {
  expect(readdirSync(join(docs, 'review-rules')).sort()).toEqual([...pages.keys()].map((name) => `${name}.md`).sort());
});

test('each folder of rules is a family, and no rule is in two', () => {
  const folders = readdirSync(join(__dirname, '../../../lib/review/rules'), { withFileTypes: true });
  expect(
    folders
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name)
      .sort(),
  ).toEqual([...pages.keys(), 'escalation'].sort());
  expect(new Set(allRules.map(({ id }) => id)).size).toBe(allRules.length);
});

test('the helpUri of each rule is a heading of its page', () => {
  const source = { template: 'Stack', logicalId: 'Role', path: 'Stack/Role' };
  const findings = allRules.map(({ id, severity }) => ({ id, severity, message: 'a', fix: 'b', source }));
  const uris = sarifRules(findings).map((rule) => (rule as { readonly helpUri: string }).helpUri);
  expect(uris).toHaveLength(allRules.length);
  const missing = uris.filter((uri) => {
    const [, page = '', anchor = ''] = /^https:.*\/blob\/main\/(docs\/[^#]+)#(.+)$/.exec(uri) ?? [];
    return !anchorsOf(readFileSync(join(docs, '..', page), 'utf8')).includes(anchor);
  });
  expect(missing).toEqual([]);
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

/** Whether a line is the comment over an example in YAML. */
function isMark(text = ''): boolean {
  return text === 'wrong' || text === 'right';
}

function example(section: string, kind: 'wrong' | 'right'): Resources {
  const text = new RegExp(`^\`\`\`yaml\\n# ${kind}\\n([^]+?)^\`\`\`$`, 'm').exec(section)?.[1];
  if (text === undefined) throw new Error(`there is no ${kind} example`);
  return parse(text) as Resources;
}

/** Markdown escapes what it would read as its own. */
function unescaped(text = ''): string {
  return text.replace(/\\([*_<$\\])/g, '$1');
}
