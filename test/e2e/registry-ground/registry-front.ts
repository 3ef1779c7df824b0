import { once } from 'node:events';
import { request, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer, type Server } from 'node:https';
import { type ServerCertificate } from './certificates';
import { type EcrRepositories } from './ecr-repositories';

/** A registry behind the front. */
export interface Registry {
  readonly url: string;
  readonly repositories: EcrRepositories;
}

const manifestPath = /^\/v2\/(?<repository>.+)\/manifests\/(?<reference>[^/?]+)$/;
const anyPath = /^\/v2\/(?<repository>.+)\/(?:manifests|blobs|tags)\//;

/**
 * What ECR is and docker-registry is not: TLS under ECR's name, repositories that have to exist, immutable tags, and an
 * API that knows what was pushed.
 */
export async function startFront(certificate: ServerCertificate, registries: Map<string, Registry>): Promise<Server> {
  const server = createServer(certificate, (incoming, outgoing) => {
    const registry = registries.get(incoming.headers.host ?? '');
    if (!registry) {
      answer(outgoing, 404, 'NAME_UNKNOWN', `no registry ${incoming.headers.host ?? ''}`);
      return;
    }
    serve(incoming, outgoing, registry).catch((error: unknown) => {
      answer(outgoing, 500, 'UNKNOWN', String(error));
    });
  });
  server.listen(443, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

async function serve(incoming: IncomingMessage, outgoing: ServerResponse, registry: Registry): Promise<void> {
  const path = incoming.url ?? '';
  const isPut = incoming.method === 'PUT';
  const { repository, reference } = manifestPath.exec(path)?.groups ?? {};
  const manifest = isPut && repository !== undefined ? await bodyOf(incoming) : undefined;
  // Without a password nothing is told, not even whether a repository is there.
  if (incoming.headers.authorization !== undefined) {
    const name = anyPath.exec(path)?.groups?.repository;
    const problem = name && (await registry.repositories.problemWith(name, isPut ? reference : undefined));
    if (problem) {
      answer(outgoing, problem.status, problem.code, problem.message);
      return;
    }
  }
  const upstream = request(new URL(path, registry.url), { method: incoming.method, headers: incoming.headers });
  if (manifest) upstream.end(manifest);
  else incoming.pipe(upstream);
  const [answered] = (await once(upstream, 'response')) as [IncomingMessage];
  if (manifest && repository !== undefined && reference !== undefined && answered.statusCode === 201) {
    await registry.repositories.put(repository, reference, {
      manifest: manifest.toString(),
      mediaType: incoming.headers['content-type'] ?? '',
      digest: String(answered.headers['docker-content-digest']),
    });
  }
  outgoing.writeHead(answered.statusCode ?? 500, answered.headers);
  answered.pipe(outgoing);
}

async function bodyOf(incoming: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of incoming) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

function answer(outgoing: ServerResponse, status: number, code: string, message: string): void {
  if (outgoing.headersSent) return void outgoing.destroy();
  outgoing.writeHead(status, { 'content-type': 'application/json' });
  outgoing.end(JSON.stringify({ errors: [{ code, message }] }));
}
