import { Token } from 'aws-cdk-lib';
import { gitHubKindOf } from './github-kind';
import { type GitHubSubject } from './github-subject';
import { type TrustedProvider } from '../publisher/trusted-provider';

/** A warning about a trust that may be intended. Its id acknowledges it. */
export interface TrustWarning {
  readonly id: string;
  readonly message: string;
}

/** The weaknesses of a trust in GitHub. */
export function trustWarnings(subjects: readonly GitHubSubject[], provider: TrustedProvider): TrustWarning[] {
  return [
    ...nameWarnings(subjects, provider.issuer),
    ...patternWarnings(subjects),
    ...audienceWarnings(provider.audiences),
  ];
}

/** The tokens of a GitHub Enterprise Server contain no ids. */
function nameWarnings(subjects: readonly GitHubSubject[], issuer: string): TrustWarning[] {
  const byName = subjects.filter(({ _repositoryId }) => _repositoryId === undefined);
  if (byName.length === 0 || gitHubKindOf(issuer) === 'server') return [];
  const names = distinct(byName.map(({ _repository }) => _repository)).join(', ');
  return [
    {
      id: 'GitHubSubjectWithoutIds',
      message:
        `The trust in ${names} depends on the name. A later repository of that name is trusted too. Repositories ` +
        `that were created, renamed or transferred after 2026-07-15 send another subject. Set ownerId and ` +
        `repositoryId.`,
    },
  ];
}

function patternWarnings(subjects: readonly GitHubSubject[]): TrustWarning[] {
  const patterns = subjects.filter(({ _context }) => _context.isPattern);
  if (patterns.length === 0) return [];
  const named = patterns.map(({ _context: { kind, name }, _repository }) => `${kind} '${name}' of ${_repository}`);
  return [
    {
      id: 'GitHubSubjectPattern',
      message:
        `The trust accepts any ${distinct(named).join(', any ')}. Anyone who can push to the repository can create ` +
        `one. Protect such names with a ruleset on GitHub.`,
    },
  ];
}

function audienceWarnings(audiences: readonly string[]): TrustWarning[] {
  const [audience] = Token.isUnresolved(audiences) ? [] : audiences;
  if (audience === undefined || Token.isUnresolved(audience) || /^sts\.amazonaws\.com(\.cn)?$/.test(audience))
    return [];
  return [
    {
      id: 'GitHubAudience',
      message:
        `The trust accepts tokens for '${audience}'. Any service that receives such a token can use it in AWS. ` +
        `Request tokens for sts.amazonaws.com,` +
        ' as aws-actions/configure-aws-credentials does.',
    },
  ];
}

function distinct(values: readonly string[]): string[] {
  return [...new Set(values)];
}
