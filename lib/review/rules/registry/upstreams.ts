/** An upstream of a pull-through rule that ECR reads only with a credential. */
export interface GuardedUpstream {
  readonly shown: string;
  readonly name: string;
  /** Its host, in lower case. */
  readonly host: RegExp;
}

/** @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/pull-through-cache.html */
const guarded: readonly GuardedUpstream[] = [
  { shown: 'Docker Hub', name: 'docker-hub', host: /^(registry-1|registry|index)\.docker\.io$|^docker\.io$/ },
  { shown: 'GitHub', name: 'github-container-registry', host: /^ghcr\.io$/ },
  { shown: 'GitLab', name: 'gitlab-container-registry', host: /^registry\.gitlab\.com$/ },
  { shown: 'Azure', name: 'azure-container-registry', host: /\.azurecr\.io$/ },
  { shown: 'Chainguard', name: 'chainguard', host: /^cgr\.dev$/ },
];

/** The upstream of a rule, by its host or its name, if it demands a credential. */
export function guardedUpstream(url: string | undefined, name: string | undefined): GuardedUpstream | undefined {
  const host = url
    ?.toLowerCase()
    .replace(/^https?:\/\//, '')
    .replace(/[/:].*$/, '');
  return guarded.find((one) => one.name === name || (host !== undefined && one.host.test(host)));
}

/** The account of an upstream that is a registry of ECR. */
export function upstreamAccount(url: string | undefined): string | undefined {
  return /^(?:https:\/\/)?(\d{12})\.dkr[.-]ecr\./.exec(url ?? '')?.[1];
}
