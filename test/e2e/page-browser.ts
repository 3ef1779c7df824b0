import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type Readable, type Writable } from 'node:stream';
import { workFolder } from './places';

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly params?: Record<string, unknown>;
  readonly result?: Record<string, unknown>;
  readonly error?: { readonly message: string };
}

/** A Chromium without a window, spoken to over a pipe in its DevTools protocol. */
export class PageBrowser {
  private readonly events: Message[] = [];
  private readonly waiting = new Map<number, (message: Message) => void>();
  private listeners: (() => void)[] = [];
  private count = 0;
  private session: string | undefined;

  public static async start(chromium: string): Promise<PageBrowser> {
    mkdirSync(workFolder, { recursive: true });
    const profile = mkdtempSync(join(workFolder, 'chromium-'));
    const options = ['--headless=new', '--no-sandbox', '--disable-gpu', '--hide-scrollbars', '--no-first-run'];
    const child = spawn(
      chromium,
      [...options, `--user-data-dir=${profile}`, '--remote-debugging-pipe', 'about:blank'],
      {
        stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'],
        detached: true,
      },
    );
    const browser = new PageBrowser(child, profile);
    const { targetId } = await browser.send('Target.createTarget', { url: 'about:blank' });
    const { sessionId } = await browser.send('Target.attachToTarget', { targetId, flatten: true });
    browser.session = sessionId as string;
    for (const domain of ['Page', 'Runtime', 'Network', 'Log']) await browser.send(`${domain}.enable`);
    await browser.send('Page.setLifecycleEventsEnabled', { enabled: true });
    return browser;
  }

  private constructor(
    private readonly child: ChildProcess,
    private readonly profile: string,
  ) {
    child.once('exit', () => {
      this.waiting.forEach((done) => {
        done({ error: { message: 'Chromium has ended' } });
      });
    });
    let rest = '';
    (child.stdio[4] as Readable).setEncoding('utf8').on('data', (text: string) => {
      const messages = (rest + text).split('\0');
      rest = messages.pop() ?? '';
      messages.forEach((message) => {
        this.receive(JSON.parse(message) as Message);
      });
    });
  }

  /** Opens an address anew and waits until it is loaded; what happened before is forgotten. */
  public async open(address: string): Promise<void> {
    await this.load('about:blank');
    this.events.length = 0;
    await this.load(address);
  }

  private async load(address: string): Promise<void> {
    const { loaderId } = await this.send('Page.navigate', { url: address });
    const isLoaded = ({ method, params }: Message) =>
      method === 'Page.lifecycleEvent' && params?.name === 'load' && params.loaderId === loaderId;
    while (!this.events.some(isLoaded)) await new Promise<void>((done) => this.listeners.push(done));
  }

  /** Returns the value of an expression in the page, after waiting for a promise. */
  public async evaluate(expression: string): Promise<unknown> {
    const options = { expression, returnByValue: true, awaitPromise: true };
    const { result, exceptionDetails } = await this.send('Runtime.evaluate', options);
    if (exceptionDetails !== undefined) throw new Error(JSON.stringify(exceptionDetails));
    return (result as { readonly value?: unknown }).value;
  }

  /** All requests since the page was opened, with its own. */
  public requests(): string[] {
    const of = this.events.filter(({ method }) => method === 'Network.requestWillBeSent');
    return of.map(({ params }) => (params?.request as { readonly url: string }).url);
  }

  /** Exceptions, and what the browser complains of, such as a breach of the page's policy. */
  public complaints(): string[] {
    const of = this.events.filter(({ method }) => method === 'Runtime.exceptionThrown' || method === 'Log.entryAdded');
    return of.map(({ params }) => JSON.stringify(params));
  }

  public async send(method: string, params: object = {}): Promise<Record<string, unknown>> {
    const id = (this.count += 1);
    const answer = new Promise<Message>((done) => this.waiting.set(id, done));
    const message = { id, method, params, ...(this.session !== undefined && { sessionId: this.session }) };
    (this.child.stdio[3] as Writable).write(`${JSON.stringify(message)}\0`);
    const { result, error } = await answer;
    if (error) throw new Error(`${method}: ${error.message}`);
    return result ?? {};
  }

  public async close(): Promise<void> {
    const ended = new Promise((done) => this.child.once('exit', done));
    // Chromium's own processes write to the profile until they end, so that all of its group ends.
    if (this.child.pid !== undefined) process.kill(-this.child.pid, 'SIGKILL');
    await ended;
    rmSync(this.profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
  }

  private receive(message: Message): void {
    if (message.id === undefined) this.events.push(message);
    else this.waiting.get(message.id)?.(message);
    const listeners = this.listeners;
    this.listeners = [];
    listeners.forEach((listener) => {
      listener();
    });
  }
}
