import { createHash } from 'node:crypto';
import { guideHtml, guideScript, indexHtml } from '../../../lib/app/guide/guide-html';
import { guideMarkdown } from '../../../lib/app/guide/guide-markdown';
import { guideCommands, type GuidePage } from '../../../lib/app/guide/guide-page';
import { guideStyle } from '../../../lib/app/guide/guide-style';
import { guideFiles } from '../../../lib/app/guide/guide-files';
import { allow, pull, push, repository } from '../../review/reviewed';
import { hostileNames } from '../../review/render/report-fixture';
import { contributor } from './every-command';
import { pagesOf, withProperties } from './guided';

const names = [
  ...hostileNames,
  '```\n# x',
  '$(touch x)',
  "'; touch x; '",
  '</code></pre><script>x</script>',
  '../../x',
  '|',
];

/** The pages of a template that uses a name in each place where its author can. */
function pagesNamed(name: string): GuidePage[] {
  const app = repository(
    name,
    allow([...push, ...pull, 'ecr:DescribeImages'], { AWS: `arn:aws:iam::222222222222:role/${name}` }),
    allow(pull, { Service: `no service ${name}` }, { StringEquals: { 'aws:SourceAccount': name } }),
    allow(pull, { AWS: 'arn:aws:iam::111111111111:root' }, { StringEquals: { [`aws:RequestTag/${name}`]: name } }),
  );
  const filters = [{ ImageTagMutabilityExclusionFilterType: 'WILDCARD', ImageTagMutabilityExclusionFilterValue: name }];
  const tags = { ImageTagMutability: 'IMMUTABLE_WITH_EXCLUSION', ImageTagMutabilityExclusionFilters: filters };
  const open = {
    ...repository(''),
    Properties: { RepositoryName: { 'Fn::Sub': `x-\${${name.replace(/[${}]/g, '')}}` } },
  };
  return pagesOf({
    App: withProperties(app, tags),
    Incoming: repository('incoming/alice'),
    Alice: contributor(name, 'incoming/alice'),
    [name]: open,
  });
}

const tame = pagesNamed('tame');

/** The parts of Markdown that are not code, by the rules of CommonMark. */
function outsideCode(markdown: string): string {
  let fence: string | undefined;
  const lines = markdown.split('\n').flatMap((line) => {
    const [, marks] = /^(`{3,})/.exec(line) ?? [];
    if (fence === undefined) {
      if (marks === undefined) return [line];
      fence = marks;
      return [line];
    }
    if (/^`+$/.test(line) && line.length >= fence.length) fence = undefined;
    return [];
  });
  expect(fence).toBeUndefined();
  return lines
    .map((line) =>
      line.startsWith('```') ? line.replace(/^`+/, '```') : line.replace(/(?<!`)(`+)(?!`).*?(?<!`)\1(?!`)/g, '`'),
    )
    .join('\n');
}

function tagsOf(page: string): string[] {
  return (
    page
      .replace(guideScript, '')
      .replace(guideStyle, '')
      .match(/<\/?[a-z!][^>]*>/gi) ?? []
  );
}

test('the pages have words, code and commands, so that these tests can fail', () => {
  expect(tame).toHaveLength(3);
  expect(outsideCode(guideMarkdown(tame))).toContain('## Push');
  expect(tagsOf(guideHtml(tame)).filter((tag) => tag.startsWith('<pre')).length).toBeGreaterThan(10);
});

describe.each(names.map((name) => [JSON.stringify(name), name]))('a template that names everything %s', (_, name) => {
  const pages = pagesNamed(name);

  test('gives Markdown with the same words and marks as any other', () => {
    expect(outsideCode(guideMarkdown(pages))).toBe(outsideCode(guideMarkdown(tame)));
  });

  test('gives HTML with the same tags as any other', () => {
    expect(tagsOf(guideHtml(pages))).toEqual(tagsOf(guideHtml(tame)));
  });

  test('has as many lines of commands as any other', () => {
    const count = (some: readonly GuidePage[]) =>
      some.map((page) => guideCommands(page).map(({ id, command }) => [id, command.split('\n').length]));
    expect(count(pages)).toEqual(count(tame));
  });

  test('gives files in the folder, with different names, and none hidden', () => {
    for (const format of ['markdown', 'html'] as const) {
      const files = guideFiles(pages, format).map((file) => file.name);
      expect(new Set(files.map((file) => file.toLowerCase())).size).toBe(4);
      expect(files.filter((file) => !/^[A-Za-z0-9_][A-Za-z0-9._-]*\.(md|html)$/.test(file))).toEqual([]);
    }
  });
});

describe('the HTML', () => {
  const page = guideHtml(tame);

  test('applies its own style, fetches nothing and runs its own script alone', () => {
    const hash = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
    const policy = `default-src 'none'; style-src ${hash(guideStyle)}; script-src ${hash(guideScript)}; base-uri 'none'; form-action 'none'`;
    expect(page.replaceAll('&#39;', "'")).toContain(
      `<meta http-equiv="Content-Security-Policy" content="${policy}" />`,
    );
    expect(page).toContain(`<style>${guideStyle}</style>`);
    expect(page).toContain(`<script>${guideScript}</script>`);
    expect(tagsOf(page).filter((tag) => tag.startsWith('<script'))).toEqual(['<script>']);
    expect(guideStyle).not.toMatch(/<|url\(|@import/);
    expect(guideScript).not.toMatch(/<\/script|<!--/i);
    expect(guideScript).not.toMatch(
      /innerHTML|outerHTML|insertAdjacent|document\.write|eval\(|Function\(|fetch\(|XMLHttp|import\(|\.src\b/,
    );
    const known =
      /^<(\/?(a|article|body|code|div|form|h1|h2|head|header|html|input|li|main|meta|nav|p|pre|script|section|span|style|table|tbody|td|th|thead|title|tr|ul)\b[^<]*|!doctype html)>$/;
    expect(tagsOf(page).filter((tag) => !known.test(tag) || /\s(on\w+|src|style|srcdoc)=/i.test(tag))).toEqual([]);
  });

  test('finds a repository by the names of its readers, even by those that a cell has no room for', () => {
    const index = indexHtml(tame.map((one, place) => ({ page: one, file: `${place}.html` })));
    const rows = index.match(/<tr data-repository>[^]*?<\/tr>/g) ?? [];
    expect(rows.map((row) => /href="([^"]*)"/.exec(row)?.[1])).toEqual(['0.html', '1.html', '2.html']);
    const texts = rows.map((row) => row.replace(/<[^>]*>/g, ' '));
    expect(texts[0]).toContain('arn:aws:iam::222222222222:role/tame');
    expect(texts[0]).toContain('111111111111');
    expect(texts[1]).toContain('the contributor  tame');
    expect(texts[1]).not.toContain('111111111111');
  });

  test('closes each element that it opens', () => {
    for (const name of [
      'article',
      'section',
      'table',
      'tbody',
      'tr',
      'td',
      'ul',
      'li',
      'code',
      'pre',
      'p',
      'form',
      'main',
    ]) {
      const count = (tag: RegExp) => tagsOf(page).filter((one) => tag.test(one)).length;
      expect([name, count(new RegExp(`^<${name}\\b`))]).toEqual([name, count(new RegExp(`^</${name}>`))]);
    }
  });

  test('has each command unchanged, under its id', () => {
    const blocks = [...page.matchAll(/<pre data-command="([^"]*)"><code>([^<]*)<\/code><\/pre>/g)];
    const texts = blocks.map(([, id, markup = '']) => ({ id, command: unescaped(markup) }));
    expect(texts).toEqual(tame.flatMap(guideCommands));
  });

  test('has each id once', () => {
    const ids = [...page.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const [, target] of page.matchAll(/href="#([^"]*)"/g)) expect(ids).toContain(target);
  });
});

function unescaped(markup: string): string {
  const characters: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'", '#96': '`' };
  return markup.replace(/&([a-z]+|#\d+);/g, (_, name: string) => characters[name] ?? '');
}
