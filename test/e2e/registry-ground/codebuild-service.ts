import { once } from 'node:events';
import { createServer, type Server } from 'node:http';

/** A build that CodeBuild can be asked about. */
export interface KnownBuild {
  readonly id: string;
  readonly arn: string;
  readonly batchArn?: string;
  readonly identifier?: string;
  exported: Readonly<Record<string, string>>;
}

/** CodeBuild's calls about the builds of a batch, which moto does not have. */
export class CodeBuildService {
  public static async start(): Promise<CodeBuildService> {
    const service = new CodeBuildService();
    service.server.listen(0, '127.0.0.1');
    await once(service.server, 'listening');
    return service;
  }

  public readonly builds: KnownBuild[] = [];
  private readonly server: Server;

  private constructor() {
    this.server = createServer((incoming, outgoing) => {
      let body = '';
      incoming.setEncoding('utf8').on('data', (text: string) => (body += text));
      incoming.on('end', () => {
        const operation = incoming.headers['x-amz-target'];
        const { ids } = JSON.parse(body) as { ids: string[] };
        const answer =
          operation === 'CodeBuild_20161006.BatchGetBuilds' ? this.batchGetBuilds(ids) : this.batchGetBuildBatches(ids);
        outgoing.writeHead(200, { 'content-type': 'application/x-amz-json-1.1' }).end(JSON.stringify(answer));
      });
    });
  }

  public get endpoint(): string {
    const address = this.server.address();
    return typeof address === 'object' && address ? `http://127.0.0.1:${address.port}` : '';
  }

  public async stop(): Promise<void> {
    const closed = once(this.server, 'close');
    this.server.close();
    this.server.closeAllConnections();
    await closed;
  }

  private batchGetBuilds(ids: readonly string[]) {
    const found = this.builds.filter(({ id }) => ids.includes(id));
    const builds = found.map(({ id, arn, batchArn, exported }) => ({
      id,
      arn,
      buildBatchArn: batchArn,
      exportedEnvironmentVariables: Object.entries(exported).map(([name, value]) => ({ name, value })),
    }));
    return { builds, buildsNotFound: ids.filter((id) => !found.some((build) => build.id === id)) };
  }

  private batchGetBuildBatches(ids: readonly string[]) {
    const buildBatches = ids.map((id) => ({
      id,
      buildGroups: this.builds
        .filter(({ batchArn }) => batchArn?.endsWith(`/${id}`))
        .map(({ identifier, arn }) => ({ identifier, currentBuildSummary: { arn } })),
    }));
    return { buildBatches, buildBatchesNotFound: [] };
  }
}
