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

/** An image of ECR. */
export interface EcrImage {
  /** The host and the name, without tag and digest. */
  readonly address: string;
  readonly account: string;
  /** The Region of the registry, or nothing if the host has none. */
  readonly region: string;
  readonly name: string;
}

/** Whether a build may pull an image of ECR. Undefined if synth does not know. */
export type MayPull = (image: EcrImage) => boolean | undefined;

/** The images and registries that a build may pull from. */
interface PullRights {
  readonly mayPull: MayPull;
  /** Other registries, by their hosts. */
  readonly hosts: ReadonlySet<string>;
  /** The option that gives the right to pull, for messages. */
  readonly option: string;
}

/** Reads the Dockerfile that the user names for a construct, and adds the warnings about it. */
export function checkLocalDockerfile(
  scope: Construct,
  options: BaseImageOptions,
  build: Omit<DockerfileBuild, 'platform'>,
  platforms: readonly string[],
): void {
  const rights = {
    mayPull: mayPullOf(scope, options),
    hosts: new Set(options.registries?.map(({ _host }) => _host)),
    option: '`baseImages`',
  };
  warnOfBaseImages(scope, dockerfileWarnings(options.localDockerfile, build, platforms, rights));
}

/**
 * Reads the Dockerfile that the user names, and refuses images of ECR that the build may not pull. Returns warnings of images that it
 * cannot check: in a registry that has no public images, with a variable that has no value, or if the rights are not known.
 */
export function dockerfileWarnings(
  path: string | undefined,
  build: Omit<DockerfileBuild, 'platform'>,
  platforms: readonly string[],
  rights: PullRights,
): string[] {
  if (path === undefined) return [];
  validate('localDockerfile', path, textRule('the path of a Dockerfile on this machine'));
  if (Object.values(build.buildArgs).some((value) => Token.isUnresolved(value))) return [];
  const text = read(path);
  const named = platforms.flatMap((platform) => imagesOfDockerfile(text, { ...build, platform }));
  const images = new Map(named.map((image) => [`${image.line} ${image.image}`, image]));
  return [...images.values()].flatMap((image) =>
    image.unknown === undefined ? checkedImage(path, image, rights) : [unknownWarning(path, image)],
  );
}

/** Adds the warnings about a Dockerfile to a construct. */
export function warnOfBaseImages(scope: Construct, warnings: readonly string[]): void {
  for (const warning of warnings) {
    Validations.of(scope).addWarning('cdk-ecr-publishing:BaseImageNotChecked', warning);
  }
}

/** The rights of a build that may pull from repositories and through caches. */
export function mayPullOf(scope: Construct, { baseImages = [], mirrors = [] }: BaseImageOptions): MayPull {
  const known = baseImages.map(knownImage);
  const caches = bindMirrors(scope, mirrors).flatMap(({ mirror, registry }) => (registry ? [`${mirror}/`] : []));
  return ({ address, account, region, name }) => {
    if (known.includes(`${account} ${region} ${name}`)) return true;
    if (caches.some((cache) => address.startsWith(cache))) return true;
    return known.includes(undefined) ? undefined : false;
  };
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

/** `ACCOUNT REGION NAME` of a repository, if all are known. */
function knownImage(repository: IRepository): string | undefined {
  const { account, region } = repository.env;
  const parts = [account, region, knownRepositoryName(repository)];
  return parts.some((part) => Token.isUnresolved(part)) ? undefined : parts.join(' ');
}

function checkedImage(path: string, named: NamedImage, rights: PullRights): string[] {
  const { host, name } = parts(named.image);
  const [, account, region = ''] = ecrHost.exec(host) ?? [];
  if (account !== undefined) {
    const mayPull = rights.mayPull({ address: `${host}/${name}`, account, region, name });
    refuseIf('localDockerfile', mayPull === false ? ecrProblem(path, named, rights) : undefined);
    return mayPull === undefined ? [rightsWarning(path, named)] : [];
  }
  if (rights.hosts.has(canonicalHost(host)) || knownRegistry(host)?.hasPublicImages === true) return [];
  return [privateWarning(path, named, host)];
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

function ecrProblem(path: string, { image, line }: NamedImage, { option }: PullRights): string {
  return (
    `must start from images that the build may pull, got ${quote(image)} in line ${line} of ${path}. ` +
    `Add its repository to ${option}.`
  );
}

function unknownWarning(path: string, { image, line, unknown = '' }: NamedImage): string {
  return (
    `Line ${line} of ${path} starts from ${quote(image)}, and ${quote(unknown)} has no value at synth. Whether the build may ` +
    'pull it was not checked.'
  );
}

function rightsWarning(path: string, { image, line }: NamedImage): string {
  return (
    `Line ${line} of ${path} starts from ${quote(image)}, and synth does not know all repositories that the build may pull from. ` +
    'Whether it may pull the image was not checked.'
  );
}

function privateWarning(path: string, { image, line }: NamedImage, host: string): string {
  return (
    `Line ${line} of ${path} starts from ${quote(image)}, and the build has no credentials for ${host}. If the image is private, ` +
    'add the registry to `registries`.'
  );
}
