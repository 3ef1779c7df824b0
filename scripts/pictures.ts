/**
 * Writes the pictures of the documentation: docs/pictures/review.png and docs/pictures/guide.png, from the example registry,
 * as its users see them in a browser. Also checks that each text of docs/pictures/architecture.svg is inside its box.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { prepareChromium } from '../test/e2e/chromium';
import { PageBrowser } from '../test/e2e/page-browser';

const root = join(__dirname, '..');
const pictures = join(root, 'docs/pictures');
const config = 'examples/registry/ecr-publishing.yaml';

/** Pictures that are larger make the repository slow to clone. */
const mostBytes = 200_000;

interface Screenshot {
  readonly file: string;
  readonly page: string;
  /** The part of the page at its top. */
  readonly anchor: string;
  readonly width: number;
  readonly height: number;
}

const node = (...args: readonly string[]) =>
  execFileSync('node', args, { cwd: root, stdio: ['ignore', 'ignore', 'pipe'] });

function writePages(folder: string): Screenshot[] {
  const assembly = join(folder, 'cdk.out');
  node('node_modules/.bin/cdk', 'synth', '--quiet', '--no-notices', '-c', `config=${config}`, '-o', assembly);
  const command = ['-r', 'tsx/cjs', 'bin/ecr-publishing.ts'];
  const [review, guide] = [join(folder, 'review.html'), join(folder, 'guide.html')];
  node(...command, 'review', assembly, '--format', 'html', '--output', review);
  node(...command, 'guide', assembly, '--repository', 'namespace/myapp', '--format', 'html', '--output', guide);
  return [
    { file: 'review.png', page: review, anchor: '', width: 1100, height: 860 },
    { file: 'guide.png', page: guide, anchor: '#repository-log-in', width: 900, height: 900 },
  ];
}

async function writeScreenshot(browser: PageBrowser, { file, page, anchor, width, height }: Screenshot): Promise<void> {
  const size = { width, height, deviceScaleFactor: 1, mobile: false };
  await browser.send('Emulation.setDeviceMetricsOverride', size);
  await browser.open(`${pathToFileURL(page).href}${anchor}`);
  const { data } = await browser.send('Page.captureScreenshot', { optimizeForSpeed: false });
  const content = Buffer.from(data as string, 'base64');
  if (content.length > mostBytes)
    throw new Error(`${file} must have at most ${mostBytes} bytes, got ${content.length}`);
  writeFileSync(join(pictures, file), content);
}

/** Each text must be inside the rectangle of its group. */
const textsOutside = `Array.from(document.querySelectorAll('text')).filter((text) => {
  const box = text.closest('g').querySelector('rect');
  const [inner, outer] = [text.getBoundingClientRect(), box.getBoundingClientRect()];
  return inner.left < outer.left + 4 || inner.right > outer.right - 4 || inner.top < outer.top || inner.bottom > outer.bottom;
}).map(({ textContent }) => textContent)`;

async function checkArchitecture(browser: PageBrowser): Promise<void> {
  await browser.open(pathToFileURL(join(pictures, 'architecture.svg')).href);
  const outside = (await browser.evaluate(textsOutside)) as string[];
  if (outside.length > 0) throw new Error(`architecture.svg must have each text in its box, got ${outside.join(', ')}`);
}

async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'pictures-'));
  const browser = await PageBrowser.start(await prepareChromium());
  try {
    await checkArchitecture(browser);
    for (const screenshot of writePages(folder)) await writeScreenshot(browser, screenshot);
  } finally {
    await browser.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

void main();
