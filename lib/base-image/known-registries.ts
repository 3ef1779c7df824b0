/** A registry that many Dockerfiles name, and how to log in to it. */
export interface KnownRegistry {
  readonly name: string;
  /** The hosts that name it in a Dockerfile. */
  readonly hosts: RegExp;
  /** The host that Docker stores the credentials for, if it is another one. */
  readonly login?: string;
  /** The user name that it needs. */
  readonly username: string;
  /** The password that it needs. */
  readonly password: string;
  /** Whether it has images that need no credentials. */
  readonly hasPublicImages: boolean;
}

/** Docker Hub, which is the registry of an image without a host. */
export const dockerHub: KnownRegistry = {
  name: 'Docker Hub',
  hosts: /^(?:docker\.io|index\.docker\.io|registry-1\.docker\.io|registry\.hub\.docker\.com)$/,
  // Docker and BuildKit look up the credentials under this address. Under docker.io, they find none.
  login: 'https://index.docker.io/v1/',
  username: 'the Docker ID of a user or an organization',
  password: 'an access token that may read',
  hasPublicImages: true,
};

/** GitHub's registry. */
export const gitHubPackages: KnownRegistry = {
  name: 'GitHub Packages',
  hosts: /^ghcr\.io$/,
  username: 'the name of the user whose token it is',
  password: 'a classic personal access token with read:packages',
  hasPublicImages: true,
};

/** The registries whose needs are known. */
export const knownRegistries: readonly KnownRegistry[] = [
  dockerHub,
  gitHubPackages,
  {
    name: 'GitLab',
    hosts: /^registry\.gitlab\.com$/,
    username: 'the user name of a deploy token',
    password: 'the deploy token, with read_registry',
    hasPublicImages: true,
  },
  {
    name: 'Quay',
    hosts: /^quay\.io$/,
    username: 'the robot account, such as acme+builds',
    password: 'its token',
    hasPublicImages: true,
  },
  {
    name: 'Azure Container Registry',
    hosts: /^[a-z0-9-]+\.azurecr\.(?:io|cn|us)$/,
    username: 'the name of a token, or the id of a service principal',
    password: 'its password',
    hasPublicImages: false,
  },
  {
    name: 'Google Artifact Registry',
    hosts: /^(?:(?:[a-z]+\.)?gcr\.io|[a-z0-9-]+-docker\.pkg\.dev)$/,
    username: '_json_key_base64',
    password: 'the JSON key of a service account, in Base64',
    hasPublicImages: true,
  },
  {
    name: 'Red Hat',
    hosts: /^registry\.redhat\.io$/,
    username: 'the name of a registry service account, such as 12345678|builds',
    password: 'its token',
    hasPublicImages: false,
  },
  {
    name: 'public images of other vendors',
    hosts: /^(?:public\.ecr\.aws|mcr\.microsoft\.com|registry\.k8s\.io|registry\.access\.redhat\.com|nvcr\.io)$/,
    username: 'none',
    password: 'none',
    hasPublicImages: true,
  },
];

/** The known registry that has a host. */
export function knownRegistry(host: string): KnownRegistry | undefined {
  return knownRegistries.find(({ hosts }) => hosts.test(host));
}

/** The host as image names have it: Docker Hub has several hosts, and images name one. */
export function canonicalHost(host: string): string {
  return dockerHub.hosts.test(host) ? 'docker.io' : host;
}
