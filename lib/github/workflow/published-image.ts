import { refuseStuckPushes } from '../../naming/pushed-tags';
import { type ImageTag } from '../../naming/image-tag';
import { regionNameRule } from '../../private/aws/region-name';
import { repositoryNameRule } from '../../private/oci/repository-name';
import { type Problem, refuseIf, validate } from '../../private/validation/validation';
import { onlyOne } from './only-one';
import { type PublishedRepository, type PublisherRoleFacts } from './published';
import { type WorkflowInputs } from './workflow-inputs';

/** The repository for the image: the requested one, or the only one of the role. */
export function publishedRepository(
  { repositories }: Pick<PublisherRoleFacts, 'repositories'>,
  wanted: string | undefined,
): PublishedRepository {
  const [only, ...others] = repositories;
  refuseIf('role', only === undefined ? 'must push to a repository, got one that pushes to none' : undefined);
  const isOnly = only !== undefined && others.length === 0 && (wanted === undefined || wanted === only.name);
  const chosen = isOnly ? only : namedRepository(repositories, wanted);
  if (chosen.name !== undefined) validate('repositoryName', chosen.name, repositoryNameRule);
  if (chosen.region !== undefined) validate('region', chosen.region, regionNameRule);
  return chosen;
}

function namedRepository(repositories: readonly PublishedRepository[], wanted?: string): PublishedRepository {
  const names = repositories.flatMap(({ name }) => name ?? []);
  const chosen = onlyOne('repositoryName', names, wanted, 'the role pushes to');
  const [named] = repositories.filter(({ name }) => name === chosen) as [PublishedRepository];
  return named;
}

/** Refuses commands that push a tag to the repository, if it does not let the tag move. */
export function refuseCommands(
  { arn }: Pick<PublisherRoleFacts, 'arn'>,
  { name, region, otherAccount, mutableTags }: PublishedRepository,
  { commandsBeforeBuild, commandsAfterPush, environmentVariables }: WorkflowInputs,
): void {
  const account = otherAccount ?? arn?.split(':')[4];
  const repository = { name, region, account, mutableTags };
  refuseStuckPushes({ commandsBeforeBuild, commandsAfterPush }, repository, environmentVariables);
}

/** The problem of platforms that are built side by side without attestations, with a role that may not pull. */
export const joinProblem =
  'must be true if platforms are built side by side and the role may not pull. Joining images without attestations requires ' +
  "ecr:GetDownloadUrlForLayer. Add the repository to the role's pullRepositories, or use emulation.";

/** The tags of the versions are known only by a list of all tags. */
export function listProblem({ _channels: channels }: ImageTag, mayList = false): Problem {
  return channels.length === 0 || mayList
    ? undefined
    : `must not have channels if the role may not list the tags, got '${channels.join(', ')}'. ` +
        "Add the repository to the role's listRepositories";
}
