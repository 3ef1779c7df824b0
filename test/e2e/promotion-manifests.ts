import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { request } from 'node:https';
import { authorityFile } from './registry-ground/certificates';
import { type RegistryPlace } from './registry-ground/moto-request';
import { registryHost, registryPassword } from './registry-ground/registry';

interface ReadManifest {
  readonly manifest: string;
  readonly mediaType: string;
  readonly digest: string;
}

const types = ['oci.image.index.v1', 'oci.image.manifest.v1', 'docker.distribution.manifest.list.v2']
  .concat('docker.distribution.manifest.v2')
  .map((type) => `application/vnd.${type}+json`);

/** The manifests of a registry as they are stored: byte for byte, with their own media types. */
export class RegistryManifests {
  public constructor(private readonly place: RegistryPlace) {}

  /** By tag or digest. */
  public async read(repository: string, reference: string): Promise<ReadManifest | 'no repository' | 'no image'> {
    const { status, type, body } = await this.get(`${repository}/manifests/${reference}`);
    if (status === 404) return body.includes('does not exist in the registry') ? 'no repository' : 'no image';
    if (status !== 200) throw new Error(`${repository}/${reference}: ${status} ${body}`);
    return { manifest: body, mediaType: type, digest: `sha256:${createHash('sha256').update(body).digest('hex')}` };
  }

  /** The digests that refer to an image, by the referrers API. */
  public async referrers(repository: string, digest: string): Promise<readonly string[]> {
    const { body } = await this.get(`${repository}/referrers/${digest}`);
    return (JSON.parse(body) as { manifests: { digest: string }[] }).manifests.map((one) => one.digest);
  }

  private get(path: string): Promise<{ status: number; type: string; body: string }> {
    const auth = `AWS:${registryPassword(this.place)}`;
    const options = { auth, ca: readFileSync(authorityFile), headers: { accept: types.join(', ') } };
    return new Promise((done, fail) => {
      request(`https://${registryHost(this.place)}/v2/${path}`, options, (answer) => {
        let body = '';
        answer.setEncoding('utf8').on('data', (text: string) => (body += text));
        answer.on('end', () => {
          done({ status: answer.statusCode ?? 0, type: answer.headers['content-type'] ?? '', body });
        });
      })
        .on('error', fail)
        .end();
    });
  }
}
