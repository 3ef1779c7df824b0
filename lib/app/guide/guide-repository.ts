import { hostSuffix } from '../../private/oci/registry-host';
import { shellWord } from '../../private/text/shell-word';
import { hasUnresolved, plainText, type RepositoryNode, type TemplateGraph } from '../../review/index';
import { promotedTo } from './promoted-to';
import { nameWithPlaceholders, type Placeholder, placeholders } from './placeholders';

/** A repository as commands refer to it. A value that the template does not know is a placeholder, never a guess. */
export interface GuideRepository {
  readonly node: RepositoryNode;
  readonly name: string;
  readonly account: string;
  readonly region: string;
  /** The host of its registry, for `docker login`. */
  readonly host: string;
  /** Host and name, without a tag. */
  readonly uri: string;
  readonly placeholders: readonly Placeholder[];
  /** The assumptions of the review about the account and Region of the repository, with their reasons. */
  readonly assumed: readonly { readonly what: string; readonly why: string }[];
  /** The repository, without a tag, to which images are copied that pass their scan. */
  readonly promotedTo?: string;
}

export function guideRepository(node: RepositoryNode, graph: TemplateGraph): GuideRepository {
  const target = promotedTo(node, graph);
  const { env } = node.resource;
  const { name, used } = nameWithPlaceholders(node.name);
  const isAccountKnown = /^\d{12}$/.test(env.account);
  const isRegionKnown = /^[a-z]{2,}(-[a-z]+)+-\d{1,2}$/.test(env.region);
  const suffix = isRegionKnown ? hostSuffix(env.region) : undefined;
  const account = isAccountKnown ? env.account : placeholders.account.name;
  const region = isRegionKnown ? env.region : placeholders.region.name;
  const host = `${account}.dkr.ecr.${region}.${suffix ?? placeholders.suffix.name}`;
  return {
    node,
    name,
    account,
    region,
    host,
    uri: `${host}/${name}`,
    ...(target !== undefined && { promotedTo: target }),
    assumed: graph.assumptions
      .filter(({ what }) => [env.account, env.region, env.partition].some((part) => what.endsWith(` ${part}`)))
      .map(({ what, why }) => ({ what: plainText(what), why: plainText(why) })),
    placeholders: distinct([
      ...(isAccountKnown ? [] : [placeholders.account]),
      ...(isRegionKnown ? [] : [placeholders.region]),
      ...(suffix === undefined ? [placeholders.suffix] : []),
      ...used,
    ]),
  };
}

/** The first lines of an AWS CLI command for the repository. */
export function ecrCommand(action: string, { region, account, name }: GuideRepository): string[] {
  return [
    `aws ecr ${action} --region ${shellWord(region)} --registry-id ${shellWord(account)} \\`,
    `  --repository-name ${shellWord(name)}`,
  ];
}

/** The name and the logical id of a repository, for messages. */
export function repositoryText({ name, resource }: RepositoryNode): string {
  const { logicalId } = resource.source;
  return hasUnresolved(name) ? plainText(logicalId) : `${plainText(name)} (${plainText(logicalId)})`;
}

function distinct(list: readonly Placeholder[]): Placeholder[] {
  return [...new Map(list.map((one) => [one.name, one])).values()];
}
