import { ScanGate } from '../../../lib/promotion/scan-gate';
import {
  type PromotionDefinitionOptions,
  renderPromotionDefinition,
} from '../../../lib/promotion/definition/promotion-definition';
import { type Outcome, execute, now } from './interpreter';
import { RegistryWorld, config, image, index, layer, statement } from './registry-world';

export const from = 'incoming/alice';
export const to = 'nextflow-approved/alice';

export const options: PromotionDefinitionOptions = {
  partition: 'aws',
  urlSuffix: 'amazonaws.com',
  gate: ScanGate.basic()._rules(),
  source: { registryId: '123456789012' },
  target: { registryId: '123456789012', region: 'eu-west-1', crossRegion: false, crossAccount: false },
  targetRepository: { kind: 'one', name: to },
  copyProjectName: 'promotion-copy',
  topicArn: 'arn:aws:sns:eu-west-1:123456789012:promotions',
};

/** A separate image: the number changes its digest. */
export function manifest(number = 0, more: object = {}): object {
  return {
    schemaVersion: 2,
    mediaType: image,
    config: { mediaType: config, digest: `sha256:${number}`, size: 1 },
    layers: [{ mediaType: layer, digest: `sha256:${number}`, size: 1 }],
    ...more,
  };
}

export function attestation(number = 0, layerType = statement): object {
  return manifest(number, { layers: [{ mediaType: layerType, digest: `sha256:${number}`, size: 1 }] });
}

/** An attestation as BuildKit writes it without `oci-artifact=false`: an artifact that refers to its subject. */
export function artifact(about: string, more: object = {}): object {
  return {
    ...attestation(4),
    artifactType: 'application/vnd.docker.attestation.manifest.v1+json',
    config: { mediaType: 'application/vnd.oci.empty.v1+json', digest: 'sha256:44', size: 2, data: 'e30=' },
    subject: { mediaType: image, digest: about, size: 1 },
    ...more,
  };
}

export function indexOf(...manifests: object[]): object {
  return { schemaVersion: 2, mediaType: index, manifests };
}

export function part(digest: string, more: object = {}): object {
  return { mediaType: image, digest, size: 1, platform: { os: 'linux', architecture: 'amd64' }, ...more };
}

export function attesting(digest: string, about: string, more: object = {}): object {
  return part(digest, {
    platform: { os: 'unknown', architecture: 'unknown' },
    annotations: { 'vnd.docker.reference.type': 'attestation-manifest', 'vnd.docker.reference.digest': about },
    ...more,
  });
}

/** A world in which the approved repository is there and empty. */
export function newWorld(): RegistryWorld {
  const world = new RegistryWorld();
  world.push(to, manifest(999_999));
  return world;
}

export interface Pushed {
  readonly world: RegistryWorld;
  readonly digest: string;
}

/** A world with one image that was pushed as `v1` and scanned. */
export function pushed(scan: Parameters<RegistryWorld['scanned']>[1] = {}, body: object = manifest()): Pushed {
  const world = newWorld();
  const digest = world.push(from, body, 'v1');
  world.scanned(digest, scan);
  return { world, digest };
}

export async function promote(
  { world, digest }: Pushed,
  changed: Partial<PromotionDefinitionOptions> = {},
  at = now,
): Promise<Outcome> {
  const definition = renderPromotionDefinition({ ...options, ...changed });
  return execute(definition, world, { repository: from, digest, tag: 'v1' }, at);
}
