import { createHash } from 'node:crypto';
import { request } from 'node:https';
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { authorityFile } from './certificates';
import { type JsonObject } from '../json';
import { registryHost, registryPassword } from './registry';
import { type RegistryPlace } from './moto-request';

/** A part of an image, as its manifest names it. */
export interface Descriptor {
  readonly mediaType: string;
  readonly digest: string;
  readonly platform?: { readonly os: string; readonly architecture: string };
  readonly annotations?: Readonly<Record<string, string>>;
}

export interface Manifest {
  readonly mediaType: string;
  readonly config?: Descriptor;
  readonly layers?: readonly Descriptor[];
  readonly manifests?: readonly Descriptor[];
  readonly annotations?: Readonly<Record<string, string>>;
}

const types = [
  'application/vnd.oci.image.index.v1+json',
  'application/vnd.oci.image.manifest.v1+json',
  'application/vnd.docker.distribution.manifest.list.v2+json',
  'application/vnd.docker.distribution.manifest.v2+json',
].join(', ');

/** One repository of a registry, read over its own protocol. */
export class RegistryReader {
  public constructor(
    private readonly place: RegistryPlace,
    private readonly repository: string,
  ) {}

  /** A manifest by tag or digest. */
  public async manifest(reference: string): Promise<Manifest> {
    return JSON.parse((await this.get(`manifests/${reference}`)).toString()) as Manifest;
  }

  /** The digest of what a tag stands for. */
  public async digest(tag: string): Promise<string> {
    return digestOf(await this.get(`manifests/${tag}`));
  }

  public async json(digest: string): Promise<JsonObject> {
    return JSON.parse((await this.blob(digest)).toString()) as JsonObject;
  }

  /** A blob; one that is not what its digest says is an error. */
  public async blob(digest: string): Promise<Buffer> {
    const blob = await this.get(`blobs/${digest}`);
    const found = digestOf(blob);
    if (found !== digest) throw new Error(`the registry gave ${found} for ${digest}`);
    return blob;
  }

  /** The layers of the image that an index holds for amd64. */
  public async layers(reference: string): Promise<readonly string[]> {
    const { manifests = [] } = await this.manifest(reference);
    const image = manifests.find(({ platform }) => platform?.architecture === 'amd64');
    const { layers = [] } = await this.manifest(image?.digest ?? reference);
    return layers.map(({ digest }) => digest);
  }

  /** All that can be pulled below a manifest: each configuration, layer and attestation, unpacked, as texts. */
  public async contents(reference: string): Promise<readonly string[]> {
    const { manifests = [], layers = [], config } = await this.manifest(reference);
    const own = await Promise.all([...layers, ...(config ? [config] : [])].map(({ digest }) => this.blob(digest)));
    const children = await Promise.all(manifests.map(({ digest }) => this.contents(digest)));
    const unpacked = own.map((blob) => (blob[0] === 0x1f && blob[1] === 0x8b ? gunzipSync(blob) : blob));
    return [...unpacked.map((blob) => blob.toString('latin1')), ...children.flat()];
  }

  /** The tags in the registry itself, even if ECR's API lists others. */
  public async tags(): Promise<readonly string[]> {
    const answer = await this.get('tags/list').catch(() => undefined);
    return answer ? ((JSON.parse(answer.toString()) as { tags: string[] | null }).tags ?? []) : [];
  }

  private get(path: string): Promise<Buffer> {
    return new Promise((done, fail) => {
      const auth = `AWS:${registryPassword(this.place)}`;
      const url = `https://${registryHost(this.place)}/v2/${this.repository}/${path}`;
      const options = { auth, ca: readFileSync(authorityFile), headers: { accept: types } };
      request(url, options, (answer) => {
        const parts: Buffer[] = [];
        answer.on('data', (part: Buffer) => parts.push(part));
        answer.on('end', () => {
          if (answer.statusCode === 200) done(Buffer.concat(parts));
          else fail(new Error(`${url}: ${answer.statusCode ?? 0} ${Buffer.concat(parts).toString()}`));
        });
      })
        .on('error', fail)
        .end();
    });
  }
}

function digestOf(content: Buffer): string {
  return `sha256:${createHash('sha256').update(content).digest('hex')}`;
}
