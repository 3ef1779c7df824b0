import { once } from 'node:events';
import { request, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer, type Server } from 'node:https';
import { type ServerCertificate } from './certificates';
import { type EcrRepositories } from './ecr-repositories';
import { type Referrers, referrersType } from './referrers';

/** A registry behind the front. */
export interface Registry {
  readonly url: string;
  /** The repositories of ECR, which must exist. A registry outside ECR creates its own. */
  readonly repositories?: EcrRepositories;
  readonly watcher?: RegistryWatcher | undefined;
  readonly referrers: Referrers;
}

/** A manifest that a registry took, by a tag or by its digest alone. */
export interface RegistryPush {
  readonly repository: string;
  readonly tag?: string;
  readonly digest: string;
  readonly mediaType: string;
}

/** Sees what happens in a registry, and may break it. */
export interface RegistryWatcher {
  pushed(push: RegistryPush): void;
  /** The path to pass a request on to. Returns nothing if the request must fail, as with a registry that breaks down. */
  passOn(method: string, path: string): string | undefined;
}

const manifestPath = /^\/v2\/(?<repository>.+)\/manifests\/(?<reference>[^/?]+)$/;
const referrersPath = /^\/v2\/(?<repository>.+)\/referrers\/(?<subject>[^/?]+)/;
const anyPath = /^\/v2\/(?<repository>.+)\/(?:manifests|blobs|tags|referrers)\//;

/**
 * The features of ECR that docker-registry lacks: TLS with ECR's name, repositories that must exist, and immutable tags. It
 * also lists the referrers of an image, and reports each push to the API.
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
  const { method = '', url = '' } = incoming;
  const isPut = method === 'PUT';
  const path = registry.watcher ? registry.watcher.passOn(method, url) : url;
  if (path === undefined) {
    answer(outgoing, 503, 'UNAVAILABLE', 'the registry is out of order');
    return;
  }
  const { repository, reference } = manifestPath.exec(path)?.groups ?? {};
  const manifest = isPut && repository !== undefined ? await bodyOf(incoming) : undefined;
  // Without a password it reveals nothing, not even whether a repository exists.
  if (incoming.headers.authorization !== undefined) {
    const name = anyPath.exec(path)?.groups?.repository;
    const problem = name && (await registry.repositories?.problemWith(name, isPut ? reference : undefined));
    if (problem) {
      answer(outgoing, problem.status, problem.code, problem.message);
      return;
    }
  }
  const { repository: about, subject } = referrersPath.exec(path)?.groups ?? {};
  const asked = about === undefined ? path : '/v2/'; // which checks the password
  const upstream = request(new URL(asked, registry.url), { method, headers: incoming.headers });
  if (manifest) upstream.end(manifest);
  else incoming.pipe(upstream);
  const [answered] = (await once(upstream, 'response')) as [IncomingMessage];
  if (about !== undefined && subject !== undefined && answered.statusCode === 200) {
    answered.resume();
    const list = registry.referrers.list(about, subject);
    outgoing.writeHead(200, { 'content-type': referrersType }).end(JSON.stringify(list));
    return;
  }
  if (manifest && repository !== undefined && reference !== undefined && answered.statusCode === 201) {
    const [mediaType, digest] = [incoming.headers['content-type'] ?? '', answered.headers['docker-content-digest']];
    const pushed = { manifest: manifest.toString(), mediaType, digest: String(digest) };
    await registry.repositories?.put(repository, reference, pushed);
    const refersTo = registry.referrers.add(repository, pushed);
    if (refersTo !== undefined) outgoing.setHeader('OCI-Subject', refersTo);
    const tag = reference.includes(':') ? undefined : reference;
    registry.watcher?.pushed({ repository, mediaType, digest: pushed.digest, ...(tag !== undefined && { tag }) });
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
