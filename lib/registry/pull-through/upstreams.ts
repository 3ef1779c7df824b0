/** The registries that ECR pulls through from, and their rules. */
export interface Upstream {
  /** The name of the API. */
  readonly name: string;
  /** The host. Undefined if the user names it. */
  readonly url?: string;
  readonly shown: string;
  /** Whether the registry requires a secret of Secrets Manager. */
  readonly needsCredential: boolean;
}

/**
 * All upstream registries of ECR. Docker Hub, GitHub, GitLab, Azure and Chainguard require a secret, ECR itself a role if the account
 * differs, and the others nothing.
 *
 * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/pull-through-cache.html
 */
export const upstreams = {
  ecr: { name: 'ecr', shown: 'Amazon ECR', needsCredential: false },
  ecrPublic: { name: 'ecr-public', url: 'public.ecr.aws', shown: 'Amazon ECR Public', needsCredential: false },
  dockerHub: { name: 'docker-hub', url: 'registry-1.docker.io', shown: 'Docker Hub', needsCredential: true },
  gitHub: { name: 'github-container-registry', url: 'ghcr.io', shown: 'GitHub', needsCredential: true },
  gitLab: { name: 'gitlab-container-registry', url: 'registry.gitlab.com', shown: 'GitLab', needsCredential: true },
  azure: { name: 'azure-container-registry', shown: 'Azure', needsCredential: true },
  chainguard: { name: 'chainguard', url: 'cgr.dev', shown: 'Chainguard', needsCredential: true },
  kubernetes: { name: 'k8s', url: 'registry.k8s.io', shown: 'Kubernetes', needsCredential: false },
  quay: { name: 'quay', url: 'quay.io', shown: 'Quay', needsCredential: false },
} as const satisfies Readonly<Record<string, Upstream>>;
