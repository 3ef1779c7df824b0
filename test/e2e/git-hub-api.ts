import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo } from 'node:net';

interface Answer {
  readonly status: number;
  readonly body: unknown;
}

/** The two requests of GitHub's API that read a history, for a repository with one branch and no merges. */
export class GitHubApi {
  private readonly server = createServer((request, response) => {
    const { status, body } = this.answer(request.url ?? '');
    response.writeHead(status).end(JSON.stringify(body));
  });
  /** The commits of the branch, the newest first. */
  private readonly commits: string[] = [];

  public async start(): Promise<void> {
    await once(this.server.listen(0, '127.0.0.1'), 'listening');
  }

  public get endpoint(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** Adds commits to the branch, the oldest first. */
  public push(...commits: readonly string[]): void {
    for (const commit of commits) this.commits.unshift(commit);
  }

  public stop(): void {
    this.server.close();
  }

  private answer(url: string): Answer {
    if (url.includes('/commits?')) return { status: 200, body: this.commits.map((sha) => ({ sha })) };
    const [, from = '', to = ''] = /\/compare\/(\w+)\.{3}(\w+)\?/.exec(url) ?? [];
    const [base, head] = [this.commits.indexOf(from), this.commits.indexOf(to)];
    if (base < 0 || head < 0) return { status: 404, body: { message: 'Not Found' } };
    return { status: 200, body: { status: base === head ? 'identical' : base > head ? 'ahead' : 'behind' } };
  }
}
