import { readFileSync } from 'node:fs';
import { Token, Validations } from 'aws-cdk-lib';
import { type IRepository } from 'aws-cdk-lib/aws-ecr';
import { type Construct } from 'constructs';
import { knownRepositoryName } from '../private/aws/arn';
import { InvalidInputError, quote, refuseIf, validate } from '../private/validation/validation';
import { textRule } from '../private/validation/text';
import { type BaseImageOptions } from './base-image-options';
import { type DockerfileBuild, imagesOfDockerfile, type NamedImage } from './dockerfile-images';
import { canonicalHost, knownRegistry } from './known-registries';
import { ecrHost } from './registry-host-rule';
import { bindMirrors } from './registry-mirror';

/** The images and registries that a build may pull from. */
interface PullRights {
  /** ECR repositories as `HOST/NAME`. Undefined if the name of one is known at deploy time only. */
  readonly repositories?: ReadonlySet<string>;
  /** The starts of images in pull-through caches. */
  readonly caches: readonly string[];
  /** Other registries, by their hosts. */
  readonly hosts: ReadonlySet<string>;
}

/**
 * Reads the Dockerfile that the user names, and refuses images of ECR that the build may not pull. Warns of images that it cannot check: in a registry that has no public images, or with a variable that has no value.
 */
export function checkLocalDockerfile(
  scope: Construct,
  options: BaseImageOptions,
  build: Omit<DockerfileBuild, 'platform'>,
  platforms: readonly string[],
): void {
  const path = options.localDockerfile;
  if (path === undefined) return;
  validate('localDockerfile', path, textRule('the path of a Dockerfile on this machine'));
  if (Object.values(build.buildArgs).some((value) => Token.isUnresolved(value))) return;
  const text = read(path);
  const rights = rightsOf(scope, options);
  const named = platforms.flatMap((platform) => imagesOfDockerfile(text, { ...build, platform }));
  const images = new Map(named.map((image) => [`${image.line} ${image.image}`, image]));
  for (const image of images.values()) {
    if (image.unknown !== undefined) warn(scope, unknownWarning(path, image));
    else checkImage(scope, path, image, rights);
  }
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    throw new InvalidInputError(
      `\`localDockerfile\` must be the path of a Dockerfile on this machine, got ${quote(path)}, which cannot be read. ` +
        'It is relative to the folder that the app runs in.',
    );
  }
}

function rightsOf(scope: Construct, { baseImages = [], registries = [], mirrors = [] }: BaseImageOptions): PullRights {
  const known = baseImages.map(knownImage);
  return {
    repositories: known.every((image) => image !== undefined) ? new Set(known) : undefined,
    caches: bindMirrors(scope, mirrors).flatMap(({ mirror, registry }) => (registry ? [`${mirror}/`] : [])),
    hosts: new Set(registries.map(({ _host }) => _host)),
  };
}

/** `ACCOUNT REGION NAME` of a repository, if all are known. */
function knownImage(repository: IRepository): string | undefined {
  const { account, region } = repository.env;
  const parts = [account, region, knownRepositoryName(repository)];
  return parts.some((part) => Token.isUnresolved(part)) ? undefined : parts.join(' ');
}

function checkImage(scope: Construct, path: string, named: NamedImage, rights: PullRights): void {
  const { host, name } = parts(named.image);
  const [, account, region] = ecrHost.exec(host) ?? [];
  if (account !== undefined) {
    const mayPull = rights.repositories?.has(`${account} ${region ?? ''} ${name}`) ?? true;
    const isCached = rights.caches.some((cache) => `${host}/${name}`.startsWith(cache));
    refuseIf('localDockerfile', mayPull || isCached ? undefined : ecrProblem(path, named));
    return;
  }
  if (rights.hosts.has(canonicalHost(host)) || knownRegistry(host)?.hasPublicImages === true) return;
  warn(scope, privateWarning(path, named, host));
}

/** The host and the name of an image. Without a host, it is in Docker Hub. */
export function parts(image: string): { readonly host: string; readonly name: string } {
  const plain = image.replace(/@.*$/, '').replace(/:[^/:]*$/, '');
  const slash = plain.indexOf('/');
  const first = plain.slice(0, Math.max(slash, 0));
  return /[.:]|^localhost$/.test(first)
    ? { host: first, name: plain.slice(slash + 1) }
    : { host: 'docker.io', name: slash < 0 ? `library/${plain}` : plain };
}

function ecrProblem(path: string, { image, line }: NamedImage): string {
  return (
    `must start from images that the build may pull, got ${quote(image)} in line ${line} of ${path}. ` +
    'Add its repository to `baseImages`.'
  );
}

function unknownWarning(path: string, { image, line, unknown = '' }: NamedImage): string {
  return (
    `Line ${line} of ${path} starts from ${quote(image)}, and ${quote(unknown)} has no value at synth. Whether the build may ` +
    'pull it was not checked.'
  );
}

function privateWarning(path: string, { image, line }: NamedImage, host: string): string {
  return (
    `Line ${line} of ${path} starts from ${quote(image)}, and the build has no credentials for ${host}. If the image is private, ` +
    'add the registry to `registries`.'
  );
}

function warn(scope: Construct, message: string): void {
  Validations.of(scope).addWarning('cdk-ecr-publishing:BaseImageNotChecked', message);
}
