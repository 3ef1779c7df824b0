import { type BuildProject, plainText } from '../../review/index';

/** The words for the sources of CodeBuild, before the name of the source. */
const kinds: Readonly<Record<string, string>> = {
  BITBUCKET: 'Bitbucket',
  CODECOMMIT: 'CodeCommit',
  CODEPIPELINE: 'a pipeline',
  GITHUB: 'GitHub',
  GITHUB_ENTERPRISE: 'GitHub Enterprise',
  GITLAB: 'GitLab',
  GITLAB_SELF_MANAGED: 'GitLab self-managed',
  NO_SOURCE: 'no source',
  S3: 'S3',
};

/** The source of a build: `GitHub acme/service`. */
export function buildSource({ source: { Type: type, Location: location } }: BuildProject): string {
  if (typeof type !== 'string') return 'unknown';
  const kind = kinds[type] ?? type;
  return plainText(typeof location === 'string' ? `${kind} ${nameIn(location, type)}` : kind);
}

/** The name in the address of a repository. It includes the host if that is not the public one. */
function nameIn(location: string, type: string): string {
  const [, host = '', path = location] = /^https?:\/\/([^/]+)\/(.+?)(?:\.git)?$/.exec(location) ?? [];
  const isOwnHost = type === 'GITHUB_ENTERPRISE' || type === 'GITLAB_SELF_MANAGED';
  return `${isOwnHost && host !== '' ? `${host}/` : ''}${path.replace(/^v1\/repos\//, '')}`;
}
