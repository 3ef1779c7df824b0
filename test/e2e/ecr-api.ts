import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { request } from 'node:https';
import { readFileSync } from 'node:fs';
import { type JsonObject } from './json';
import { authorityFile } from './registry-ground/certificates';
import { askMoto, type RegistryPlace } from './registry-ground/moto-request';
import { RegistryReader } from './registry-ground/pulled-image';
import { registryHost, registryPassword } from './registry-ground/registry';

/**
 * ECR's API for calls that moto answers without an image: it puts manifests into the registry, and returns an address of
 * each layer. moto answers all other calls.
 */
export class EcrApi {
  public static async start(moto: string, place: RegistryPlace): Promise<EcrApi> {
    const api = new EcrApi(moto, place);
    api.server.listen(0, '127.0.0.1');
    await once(api.server, 'listening');
    return api;
  }

  private readonly server: Server;

  private constructor(
    private readonly moto: string,
    private readonly place: RegistryPlace,
  ) {
    this.server = createServer((incoming, outgoing) => {
      this.serve(incoming, outgoing).catch((error: unknown) => {
        outgoing.writeHead(500).end(String(error));
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

  private async serve(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const layer = /^\/layers\/(?<repository>.+)\/(?<digest>sha256:[0-9a-f]{64})$/.exec(incoming.url ?? '')?.groups;
    if (layer) {
      const blob = await new RegistryReader(this.place, layer.repository ?? '').blob(layer.digest ?? '');
      outgoing.writeHead(200).end(blob);
      return;
    }
    const parts: Buffer[] = [];
    for await (const part of incoming) parts.push(part as Buffer);
    const body = Buffer.concat(parts).toString();
    const operation = String(incoming.headers['x-amz-target']).replace(/^.*\./, '');
    if (operation === 'GetDownloadUrlForLayer') {
      const { repositoryName, layerDigest } = JSON.parse(body) as Record<string, string>;
      answer(outgoing, 200, { downloadUrl: `${this.endpoint}/layers/${repositoryName}/${layerDigest}`, layerDigest });
    } else if (operation === 'PutImage') {
      await this.putImage(JSON.parse(body) as Record<string, string>, outgoing);
    } else {
      const names = ['content-type', 'x-amz-target', 'authorization'];
      const headers = Object.fromEntries(names.map((name) => [name, String(incoming.headers[name])]));
      const answered = await fetch(this.moto, { method: 'POST', headers, body });
      outgoing.writeHead(answered.status, { 'content-type': 'application/x-amz-json-1.1' });
      outgoing.end(await answered.text());
    }
  }

  /** The registry reports each accepted push to moto. */
  private async putImage(input: Record<string, string>, outgoing: ServerResponse): Promise<void> {
    const { repositoryName = '', imageTag = '', imageManifest = '' } = input;
    const type = input.imageManifestMediaType ?? (JSON.parse(imageManifest) as { mediaType: string }).mediaType;
    const { imageDigest = '' } = input;
    const [status, text] = await this.putManifest(repositoryName, imageTag || imageDigest, type, imageManifest);
    if (status !== 201) {
      const [error] = (JSON.parse(text) as { errors: readonly { code: string; message: string }[] }).errors;
      const isTaken = error?.code === 'TAG_INVALID';
      const __type = isTaken ? 'ImageTagAlreadyExistsException' : 'InvalidParameterException';
      answer(outgoing, 400, { __type, message: error?.message });
      return;
    }
    const asked = { repositoryName, imageIds: [imageTag ? { imageTag } : { imageDigest }] };
    const { images } = await askMoto(this.moto, this.place, 'ecr', 'BatchGetImage', asked);
    answer(outgoing, 200, { image: (images as readonly JsonObject[])[0] });
  }

  private putManifest(repository: string, tag: string, type: string, manifest: string): Promise<[number, string]> {
    return new Promise((done, fail) => {
      const headers = { 'content-type': type, 'content-length': Buffer.byteLength(manifest) };
      const auth = `AWS:${registryPassword(this.place)}`;
      const url = `https://${registryHost(this.place)}/v2/${repository}/manifests/${tag}`;
      request(url, { method: 'PUT', auth, ca: readFileSync(authorityFile), headers }, (answered) => {
        let text = '';
        answered.setEncoding('utf8').on('data', (part: string) => (text += part));
        answered.on('end', () => {
          done([answered.statusCode ?? 500, text]);
        });
      })
        .on('error', fail)
        .end(manifest);
    });
  }
}

function answer(outgoing: ServerResponse, status: number, output: JsonObject): void {
  outgoing.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' }).end(JSON.stringify(output));
}
