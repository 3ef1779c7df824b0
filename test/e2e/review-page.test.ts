import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { renderHtml, renderHtmlChange } from '../../lib/review/render/html';
import { change, hostileChange, hostileReport, longReport, realReport } from '../review/render/report-fixture';
import { workFolder } from './places';
import { PageBrowser } from './page-browser';
import { prepareChromium } from './chromium';

const folder = join(workFolder, 'review-page');

const pages = {
  real: renderHtml(realReport),
  hostile: renderHtml(hostileReport),
  change: renderHtmlChange({
    ...change,
    removed: realReport.access.filter(({ repository }) => repository === 'legacy'),
  }),
  'hostile-change': renderHtmlChange(hostileChange),
  long: renderHtml(longReport(1000)),
  // What the page would be without its escaping, and without its policy as well: shows that the checks can fail.
  unescaped: unescaped(renderHtml(realReport)),
  bare: unescaped(renderHtml(realReport).replace(/<meta\s+http-equiv="Content-Security-Policy"[^>]*>/, '')),
};

function unescaped(page: string): string {
  const script = '<script>document.title = "taken"</script><img src="https://evil.example/x.png" />';
  return page.replace('<main>', `<main>${script}`);
}

const visibleRows = `document.querySelectorAll('[data-row]:not([hidden])').length`;
const status = `document.getElementById('status').textContent`;

describe('the page of a review, in Chromium', () => {
  let browser: PageBrowser;

  beforeAll(async () => {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    for (const [name, page] of Object.entries(pages)) writeFileSync(join(folder, `${name}.html`), page);
    browser = await PageBrowser.start(await prepareChromium());
  });

  afterAll(() => browser.close());

  const addressOf = (name: keyof typeof pages, hash = '') =>
    `${pathToFileURL(join(folder, `${name}.html`)).href}${hash}`;
  const open = (name: keyof typeof pages, hash = '') => browser.open(addressOf(name, hash));

  it.each(['real', 'hostile', 'change', 'hostile-change', 'long'] as const)(
    '%s: runs, and makes no request and logs no error',
    async (name) => {
      await open(name);
      expect(await browser.evaluate(status)).toMatch(/^[1-9]\d* of \d+ lines$/);
      expect(browser.requests()).toEqual([addressOf(name)]);
      expect(browser.complaints()).toEqual([]);
    },
  );

  it.each(['hostile', 'hostile-change'] as const)('%s: no name becomes markup or runs', async (name) => {
    await open(name);
    expect(await browser.evaluate('document.title')).toMatch(/ECR$/);
    expect(await browser.evaluate(`document.querySelectorAll('img, iframe, object, link, base').length`)).toBe(0);
    expect(await browser.evaluate('document.scripts.length')).toBe(2);
    const handlers = `Array.from(document.querySelectorAll('*')).flatMap((element) => element.getAttributeNames()).filter((name) => name.startsWith('on'))`;
    expect(await browser.evaluate(handlers)).toEqual([]);
    const hrefs = `Array.from(document.links).filter((link) => !link.getAttribute('href').startsWith('#')).length`;
    expect(await browser.evaluate(hrefs)).toBe(0);
  });

  it('stops by its policy what no escaping would have stopped', async () => {
    await open('unescaped');
    expect(await browser.evaluate('document.title')).toBe('Access to ECR');
    expect(browser.complaints().join()).toContain('Content Security Policy');
    await open('bare');
    expect(await browser.evaluate('document.title')).toBe('taken');
    expect(browser.requests()).toContain('https://evil.example/x.png');
  });

  it('draws publishers, repositories and consumers, accounts in frames, and lines by their decision', async () => {
    await open('real');
    const texts = (selector: string) =>
      browser.evaluate(`Array.from(document.querySelectorAll('#picture ${selector}'), (one) => one.textContent)`);
    const frames = [
      'GitHub Actions',
      'GitLab',
      'Account 123456789012',
      'Account 222222222222',
      'Anyone',
      'Outside these templates',
    ];
    expect(await texts('.frame-name')).toEqual(expect.arrayContaining(frames));
    for (const kind of ['from', 'to.allowed', 'to.conditional', 'to.unknown', 'from.conditional']) {
      expect(await texts(`.edge.${kind}`)).not.toEqual([]);
    }
    const labels = `Array.from(document.querySelectorAll('#picture .node'), (one) => one.getAttribute('aria-label'))`;
    const names = (await browser.evaluate(labels)) as string[];
    for (const { name } of realReport.repositories) expect(names).toContain(name);
    expect(names).toContain('*: pull · 1 repository');
  });

  it('marks each changed connection of a comparison by a sign, which no line covers', async () => {
    await open('change');
    const marks = `Array.from(document.querySelectorAll('#picture .mark text'), (one) => one.textContent)`;
    const edges = await browser.evaluate(`document.querySelectorAll('#picture .edge').length`);
    const found = (await browser.evaluate(marks)) as string[];
    expect(found).toHaveLength(edges as number);
    expect(new Set(found.join(''))).toEqual(new Set(['+', '\u2212', '\u2191', '\u2193']));
    expect(await browser.evaluate(`document.querySelectorAll('#picture .mark ~ .edge').length`)).toBe(0);
  });

  it('shows the view of the address, so that a user can share it', async () => {
    await open('real', '#q=PUSH-PULL-USER&can=delete&is=allowed');
    expect(await browser.evaluate(visibleRows)).toBe(1);
    expect(await browser.evaluate(status)).toMatch(/^1 of /);
    expect(await browser.evaluate(`document.getElementById('search').value`)).toBe('PUSH-PULL-USER');
    await open('real', '#repository=payments%2Fapi');
    expect(await browser.evaluate(visibleRows)).toBe(3);
    await open('real', '#q=nothing-like-it');
    expect(await browser.evaluate(visibleRows)).toBe(0);
    expect(await browser.evaluate(`document.getElementById('picture-note').textContent`)).toMatch(/^Nothing to draw/);
  });

  it('follows the search, the boxes, a name that is chosen by key, Escape and the reset', async () => {
    await open('real');
    const all = await browser.evaluate(visibleRows);
    await browser.evaluate(`(() => {
      const search = document.getElementById('search');
      search.value = 'legacy';
      search.dispatchEvent(new Event('input'));
      return new Promise((done) => setTimeout(done, 500));
    })()`);
    expect(await browser.evaluate(visibleRows)).toBe(1);
    expect(await browser.evaluate('location.hash')).toBe('#q=legacy');
    await browser.evaluate(`document.querySelector('input[value=pull]').click()`);
    expect(await browser.evaluate('location.hash')).toBe('#q=legacy&can=pull');
    await browser.evaluate(
      `document.querySelector('button[type=reset]').click(), new Promise((done) => setTimeout(done, 100))`,
    );
    expect(await browser.evaluate(visibleRows)).toBe(all);

    await browser.evaluate(`document.querySelector('#picture .node[aria-label^="lambda.amazonaws.com"]').focus()`);
    expect(await browser.evaluate(`document.querySelectorAll('#picture.dim .edge.lit').length`)).toBe(5);
    await pressKey('Enter');
    // Three repositories have the same rows, two others have theirs: one row each shows the service.
    expect(await browser.evaluate(visibleRows)).toBe(2);
    expect(await browser.evaluate('location.hash')).toBe('#principal=lambda.amazonaws.com');
    expect(await browser.evaluate(`document.activeElement.getAttribute('aria-pressed')`)).toBe('true');
    await pressKey('Escape');
    expect(await browser.evaluate(visibleRows)).toBe(all);
  });

  it('stays readable with 1,000 repositories: the picture is limited and says so, the tables are not', async () => {
    await open('long');
    // Ten repositories each have the same access: they are one body of the table.
    expect(await browser.evaluate(`document.querySelectorAll('tbody[data-name]').length`)).toBe(100);
    expect(await browser.evaluate(`document.querySelectorAll('#picture .node').length`)).toBe(52);
    expect(await browser.evaluate(`document.getElementById('picture-note').textContent`)).toMatch(
      /^The picture shows 30 of 1000 repositories and \d+ of 10000 connections\./,
    );
  });

  it.each([1280, 390])('fits a window of %d pixels, in light and in dark', async (width) => {
    for (const scheme of ['light', 'dark']) {
      await browser.send('Emulation.setDeviceMetricsOverride', {
        width,
        height: 900,
        deviceScaleFactor: 1,
        mobile: false,
      });
      await browser.send('Emulation.setEmulatedMedia', { features: [{ name: 'prefers-color-scheme', value: scheme }] });
      await open('real');
      expect(await browser.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
      const ground = { light: 'rgb(255, 255, 255)', dark: 'rgb(15, 20, 26)' }[scheme];
      expect(await browser.evaluate('getComputedStyle(document.body).backgroundColor')).toBe(ground);
      await screenshot(`${scheme}-${width}.png`);
    }
    await browser.send('Emulation.clearDeviceMetricsOverride');
    await browser.send('Emulation.setEmulatedMedia', { features: [] });
  });

  it('prints every row, even if rows are filtered, on a light background and without controls', async () => {
    await open('real', '#q=nothing-like-it');
    await browser.send('Emulation.setEmulatedMedia', {
      media: 'print',
      features: [{ name: 'prefers-color-scheme', value: 'dark' }],
    });
    const shown = `Array.from(document.querySelectorAll('[data-row]')).filter((row) => row.getClientRects().length > 0).length`;
    expect(await browser.evaluate(shown)).toBe(
      await browser.evaluate(`document.querySelectorAll('[data-row]').length`),
    );
    expect(await browser.evaluate('getComputedStyle(document.body).backgroundColor')).toBe('rgb(255, 255, 255)');
    expect(await browser.evaluate(`getComputedStyle(document.getElementById('filters')).display`)).toBe('none');
    await browser.send('Emulation.setEmulatedMedia', { media: '', features: [] });
    const { data } = await browser.send('Page.printToPDF', { preferCSSPageSize: true, printBackground: true });
    writeFileSync(join(folder, 'real.pdf'), Buffer.from(data as string, 'base64'));
  });

  it('shows all of its tables without scripts', async () => {
    await browser.send('Emulation.setScriptExecutionDisabled', { value: true });
    await open('real');
    await browser.send('Emulation.setScriptExecutionDisabled', { value: false });
    expect(await browser.evaluate(`document.querySelectorAll('[data-row]').length`)).toBeGreaterThan(15);
    expect(await browser.evaluate(visibleRows)).toBe(
      await browser.evaluate(`document.querySelectorAll('[data-row]').length`),
    );
    expect(await browser.evaluate(`document.getElementById('filters').hidden`)).toBe(true);
  });

  async function pressKey(key: string): Promise<void> {
    for (const type of ['keyDown', 'keyUp']) await browser.send('Input.dispatchKeyEvent', { type, key, code: key });
  }

  async function screenshot(name: string): Promise<void> {
    const { data } = await browser.send('Page.captureScreenshot', { captureBeyondViewport: true });
    writeFileSync(join(folder, name), Buffer.from(data as string, 'base64'));
  }
});
