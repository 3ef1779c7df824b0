import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { guideFiles } from '../../lib/app/guide/guide-files';
import { guideCommands } from '../../lib/app/guide/guide-page';
import { everyCommand } from '../app/guide/every-command';
import { pagesOf } from '../app/guide/guided';
import { prepareChromium } from './chromium';
import { PageBrowser } from './page-browser';
import { workFolder } from './places';

const folder = join(workFolder, 'guide-page');
const pages = pagesOf(everyCommand);
const files = guideFiles(pages, 'html');
const commandPage = files[1]?.name ?? '';

const shownRows = `Array.from(document.querySelectorAll('[data-repository]:not([hidden]) a'), (one) => one.textContent)`;

describe('the pages of a guide, in Chromium', () => {
  let browser: PageBrowser;

  beforeAll(async () => {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    for (const { name, text } of files) writeFileSync(join(folder, name), text);
    browser = await PageBrowser.start(await prepareChromium());
    await browser.send('Browser.grantPermissions', { permissions: ['clipboardReadWrite', 'clipboardSanitizedWrite'] });
  });

  afterAll(() => browser.close());

  const open = (name: string) => browser.open(pathToFileURL(join(folder, name)).href);

  it.each(files.map(({ name }) => name))('%s: runs, and makes no request and logs no error', async (name) => {
    await open(name);
    expect(browser.requests()).toEqual([pathToFileURL(join(folder, name)).href]);
    expect(browser.complaints()).toEqual([]);
  });

  it('has a button at each block, which copies exactly its text and says so, by key', async () => {
    await open(commandPage);
    const blocks = (await browser.evaluate(`document.querySelectorAll('pre').length`)) as number;
    expect(blocks).toBeGreaterThan(10);
    expect(await browser.evaluate(`document.querySelectorAll('.code > pre + button').length`)).toBe(blocks);
    await browser.evaluate(`document.querySelector('[data-command=push] + button').focus()`);
    const key = { key: 'Enter', code: 'Enter', windowsVirtualKeyCode: 13, text: '\r' };
    for (const type of ['keyDown', 'keyUp']) await browser.send('Input.dispatchKeyEvent', { type, ...key });
    expect(
      await browser.evaluate(
        `new Promise((done) => setTimeout(() => { done(document.activeElement.textContent) }, 200))`,
      ),
    ).toBe('Copied');
    expect(await browser.evaluate(`document.querySelector('.spoken').textContent`)).toBe('Copied to the clipboard.');
    const push = pages.flatMap(guideCommands).find(({ id }) => id === 'push')?.command;
    expect(await browser.evaluate('navigator.clipboard.readText()')).toBe(push);
  });

  it('selects the text if the page may not copy', async () => {
    await open(commandPage);
    await browser.evaluate(`navigator.clipboard.writeText = () => Promise.reject(new Error('not allowed'))`);
    await browser.evaluate(`document.querySelector('[data-command=push] + button').click()`);
    const selected = `new Promise((done) => setTimeout(() => { done(getSelection().toString()) }, 200))`;
    expect(await browser.evaluate(selected)).toBe(
      pages.flatMap(guideCommands).find(({ id }) => id === 'push')?.command,
    );
    expect(await browser.evaluate(`document.querySelector('.spoken').textContent`)).toBe(
      'Selected. Press Ctrl+C or ⌘C to copy.',
    );
  });

  it('searches its index by repository and by who can use it', async () => {
    await open('index.html');
    const all = pages.map(({ name }) => name);
    const search = async (text: string) => {
      const field = `document.getElementById('search')`;
      await browser.evaluate(`${field}.value = ${JSON.stringify(text)}, ${field}.dispatchEvent(new Event('input'))`);
      return browser.evaluate(shownRows);
    };
    expect(await search('')).toEqual(all);
    expect(await search('INCOMING')).toEqual(all.filter((name) => name.includes('incoming')));
    expect(await search('111111111111')).toEqual(['team/app']);
    expect(await search('no such name')).toEqual([]);
    expect(await browser.evaluate(`document.getElementById('found').textContent`)).toBe(
      `0 of ${all.length} repositories`,
    );
  });

  it.each([1280, 390])('fits a window of %d pixels', async (width) => {
    const size = { width, height: 900, deviceScaleFactor: 1, mobile: false };
    await browser.send('Emulation.setDeviceMetricsOverride', size);
    for (const { name } of files) {
      await open(name);
      expect(await browser.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
    }
    await browser.send('Emulation.clearDeviceMetricsOverride');
  });

  it('shows all of its index and commands, and no control, without scripts', async () => {
    await browser.send('Emulation.setScriptExecutionDisabled', { value: true });
    await open('index.html');
    expect(await browser.evaluate(shownRows)).toEqual(pages.map(({ name }) => name));
    expect(await browser.evaluate(`document.getElementById('index-search').hidden`)).toBe(true);
    await open(commandPage);
    expect(await browser.evaluate(`document.querySelectorAll('button').length`)).toBe(0);
    expect(await browser.evaluate(`document.querySelectorAll('pre').length`)).toBeGreaterThan(10);
    await browser.send('Emulation.setScriptExecutionDisabled', { value: false });
  });
});
