import { accountOf } from '../../access/principal-arn';
import { type IdentityNode, type RepositoryNode } from '../../templates/template-graph';
import { isSameText } from '../../texts/wildcard-match';
import { type FoundProblem, reviewRule } from '../review-rule';
import { quoted, shown } from '../shown';
import { type ServicePuller } from './consumer-kind';
import { ownVerdict, repositoryHalf, roleHalf, serviceHalf } from './pull-verdicts';
import { type PulledImage, pulledImages } from './pulled-images';

const actions = 'ecr:BatchGetImage and ecr:GetDownloadUrlForLayer';

/** A problem of one image, without its location. */
type Problem = Omit<FoundProblem, 'source'>;

export const cannotPull = reviewRule({
  id: 'consumer-cannot-pull',
  severity: 'error',
  title: 'A resource that may not pull its image',
  findProblems: (graph) =>
    pulledImages(graph).flatMap((pulled) => {
      const problem = problemOf(pulled);
      return problem ? [{ source: pulled.resource.source, ...problem }] : [];
    }),
});

function problemOf(pulled: PulledImage): Problem | undefined {
  const { puller, role } = pulled;
  if (!('role' in puller)) return problemOfService(pulled, puller);
  if (puller.role === undefined)
    return puller.needed === undefined ? undefined : withoutRole(pulled, puller.property, puller.needed);
  return role && role.isImported !== true ? problemOfRole(pulled, role) : problemOfForeignRole(pulled, puller.role);
}

function withoutRole(pulled: PulledImage, property: string, needed: string): Problem {
  return {
    message: `${runs(pulled)}, and names no ${property}. ${needed}, so the image cannot be pulled.`,
    fix: `Name a role in ${property} that may call ${actions} on ${shown(pulled.repositoryArn)}, and ecr:GetAuthorizationToken on *.`,
  };
}

/** A role of the templates: its own policies and, if a template creates the repository, the policy of the repository. */
function problemOfRole(pulled: PulledImage, role: IdentityNode): Problem | undefined {
  const { image, repositoryArn, repositories } = pulled;
  const [repository] = repositories;
  const own = roleHalf(role, repositoryArn).decision === 'denied';
  const isSame = isSameText(role.account, image.account);
  if (isSame === 'yes' && repository) {
    const isDenied = repositories.every((one) => ownVerdict(role, one).decision === 'denied');
    return isDenied ? missingRights(pulled, role) : undefined;
  }
  if (isSame === 'no' && own) return missingRights(pulled, role);
  if (isSame === 'no') return missingStatement(pulled, role.arn, role.account);
  return own ? unlessItsPolicy(pulled, role) : undefined;
}

/** A role that no template creates: only the policy of a repository in another account can be checked. */
function problemOfForeignRole(pulled: PulledImage, role: string): Problem | undefined {
  const account = accountOf(role);
  return isSameText(account, pulled.image.account) === 'no' ? missingStatement(pulled, role, account) : undefined;
}

function missingRights(pulled: PulledImage, role: IdentityNode): Problem {
  return {
    message: `${runs(pulled)}, but its role ${quoted(role.name)} may not pull it: no policy of the role allows it, or one denies it.`,
    fix: `Allow the role ${actions} on ${shown(pulled.repositoryArn)}, and ecr:GetAuthorizationToken on *. In CDK, call \`repository.grantPull(role)\`.`,
  };
}

function unlessItsPolicy(pulled: PulledImage, role: IdentityNode): Problem {
  return {
    severity: 'warning',
    message: `${runs(pulled)}, and no policy of its role ${quoted(role.name)} allows the pull. Only the policy of a repository in the account of the role, which is in no template here, could allow it.`,
    fix: `Allow the role ${actions} on ${shown(pulled.repositoryArn)}, and ecr:GetAuthorizationToken on *. If the repository lets it pull, acknowledge this finding.`,
  };
}

function missingStatement(pulled: PulledImage, principal: string, account: string): Problem | undefined {
  const { repositories } = pulled;
  if (!allRefuse(repositories, (one) => repositoryHalf(principal, account, one).decision === 'denied'))
    return undefined;
  return {
    message: `${runs(pulled)} of another account, but the policy of the repository does not let ${quoted(principal)} pull it.`,
    fix: `Add a statement to the policy of the repository that lets ${quoted(principal)} call ${actions}. In CDK, call \`allowPull\` of the \`ImageRepository\`.`,
  };
}

function problemOfService(pulled: PulledImage, puller: ServicePuller): Problem | undefined {
  const { resource, image, repositories } = pulled;
  const { account, partition } = resource.env;
  const isSame = isSameText(account, image.account);
  if (isSame === 'maybe' || (isSame === 'yes' && !puller.inOwnAccount)) return undefined;
  const root = `arn:${partition}:iam::${account}:root`;
  const isServiceRefused = allRefuse(repositories, (one) => serviceHalf(puller, account, one).decision === 'denied');
  const refusesAccount = (one: RepositoryNode) =>
    repositoryHalf(root, account, one).decision === 'denied' && !letsSomeOf(account, one);
  const isAccountRefused = puller.withAccount && allRefuse(repositories, refusesAccount);
  const refused = [...(isServiceRefused ? [puller.service] : []), ...(isAccountRefused ? [root] : [])];
  if (refused.length === 0) return undefined;
  const missing = refused.map(quoted).join(' and ');
  return {
    message: `${runs(pulled)}${isSame === 'no' ? ' of another account' : ''}, but the policy of the repository does not let ${missing} pull it for account ${shown(account)}.`,
    fix: `Add statements to the policy of the repository that let ${missing} call ${actions}${isServiceRefused ? `, the service with aws:SourceArn ${quoted(puller.sources)}` : ''}. ${shown(puller.fix)}`,
  };
}

/** Whether the policy of a repository names a principal of an account, which may be the one that deploys. */
function letsSomeOf(account: string, { policy = [] }: RepositoryNode): boolean {
  return policy.some(
    ({ effect, principals = [] }) => effect === 'Allow' && principals.some(({ value }) => accountOf(value) === account),
  );
}

/** Whether a repository of the templates refuses, in each of its cases. */
function allRefuse(repositories: readonly RepositoryNode[], refuses: (repository: RepositoryNode) => boolean): boolean {
  return repositories.length > 0 && repositories.every(refuses);
}

function runs({ kind, resource, text }: PulledImage): string {
  return `${kind.noun} ${quoted(resource.source.logicalId)} runs ${quoted(text)}`;
}
