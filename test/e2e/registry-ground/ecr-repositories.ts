import { type JsonObject } from '../json';
import { askMoto, AwsError, type RegistryPlace } from './moto-request';

/** The answer of ECR to a push that it refuses. */
export interface RegistryProblem {
  readonly status: number;
  readonly code: string;
  readonly message: string;
}

/** A manifest that a registry accepted. */
export interface PushedManifest {
  readonly manifest: string;
  readonly mediaType: string;
  readonly digest: string;
}

/** The repositories of one registry, as the local AWS knows them. */
export class EcrRepositories {
  public constructor(
    private readonly endpoint: string,
    private readonly place: RegistryPlace,
  ) {}

  /** Why ECR would refuse a request; `written` is the tag or digest that it would write. */
  public async problemWith(name: string, written?: string): Promise<RegistryProblem | undefined> {
    const repository = await this.describe(name);
    if (!repository) {
      const message = `The repository with name '${name}' does not exist in the registry with id '${this.place.account}'`;
      return { status: 404, code: 'NAME_UNKNOWN', message };
    }
    if (written === undefined || written.includes(':') || mayMove(repository, written)) return undefined;
    if (!(await this.has(name, { imageTag: written }))) return undefined;
    const why = 'cannot be overwritten because the tag is immutable.';
    const message = `The image tag '${written}' already exists in the '${name}' repository and ${why}`;
    return { status: 400, code: 'TAG_INVALID', message };
  }

  /** Makes the API show what the registry took: once by its digest, and once by each tag. */
  public async put(repositoryName: string, reference: string, pushed: PushedManifest): Promise<void> {
    const isTag = !reference.includes(':');
    if (await this.has(repositoryName, isTag ? { imageTag: reference } : { imageDigest: reference }, pushed.digest))
      return;
    await this.ask('PutImage', {
      repositoryName,
      imageManifest: pushed.manifest,
      imageManifestMediaType: pushed.mediaType,
      imageDigest: pushed.digest,
      ...(isTag && { imageTag: reference }),
    });
  }

  private async describe(name: string): Promise<JsonObject | undefined> {
    try {
      const { repositories } = await this.ask('DescribeRepositories', { repositoryNames: [name] });
      return (repositories as readonly JsonObject[])[0];
    } catch (error) {
      if (error instanceof AwsError && error.type === 'RepositoryNotFoundException') return undefined;
      throw error;
    }
  }

  private async has(repositoryName: string, imageId: JsonObject, digest?: string): Promise<boolean> {
    const answer = await this.ask('BatchGetImage', { repositoryName, imageIds: [imageId] });
    const images = answer.images as readonly { readonly imageId: JsonObject }[];
    return images.some((image) => digest === undefined || image.imageId.imageDigest === digest);
  }

  private ask(operation: string, input: JsonObject): Promise<JsonObject> {
    return askMoto(this.endpoint, this.place, 'ecr', operation, input);
  }
}

function mayMove(repository: JsonObject, tag: string): boolean {
  const mode = repository.imageTagMutability as string;
  const filters = (repository.imageTagMutabilityExclusionFilters ?? []) as readonly { readonly filter: string }[];
  const excluded = filters.some(({ filter }) => globOf(filter).test(tag));
  return mode.startsWith('MUTABLE') !== excluded;
}

function globOf(filter: string): RegExp {
  return new RegExp(`^${filter.replace(/[.]/g, '\\.').replace(/\*/g, '.*')}$`);
}
