import { type JsonObject } from '../json';
import { type PushedManifest } from './ecr-repositories';

export const referrersType = 'application/vnd.oci.image.index.v1+json';

interface Referring {
  readonly artifactType?: string;
  readonly config?: { readonly mediaType: string };
  readonly annotations?: Readonly<Record<string, string>>;
  readonly subject?: { readonly digest: string };
}

/** The manifests that refer to an image by their `subject`. ECR lists them, but docker-registry 2.8 cannot. */
export class Referrers {
  private readonly bySubject = new Map<string, Map<string, JsonObject>>();

  /** The digest that a pushed manifest refers to, if any. */
  public add(repository: string, { manifest, mediaType, digest }: PushedManifest): string | undefined {
    const { artifactType, config, annotations, subject } = JSON.parse(manifest) as Referring;
    if (!subject) return undefined;
    const key = `${repository}@${subject.digest}`;
    const known = this.bySubject.get(key) ?? new Map<string, JsonObject>();
    const size = Buffer.byteLength(manifest);
    known.set(digest, { mediaType, digest, size, artifactType: artifactType ?? config?.mediaType, annotations });
    this.bySubject.set(key, known);
    return subject.digest;
  }

  /** The answer of the referrers API. */
  public list(repository: string, digest: string): JsonObject {
    const manifests = [...(this.bySubject.get(`${repository}@${digest}`)?.values() ?? [])];
    return { schemaVersion: 2, mediaType: referrersType, manifests };
  }
}
