import {
  type GraphResource,
  type IdentityNode,
  type RepositoryNode,
  type TemplateGraph,
} from '../../templates/template-graph';
import { isExcluded } from '../../templates/excluded-statement';
import { identitiesOf } from '../identities-by-arn';
import { oncePerGraph } from '../once-per-graph';
import { type ConsumerKind, type RolePuller, type ServicePuller } from './consumer-kind';
import { consumerKinds } from './consumer-kinds';
import { type EcrImage, ecrImageOf } from './ecr-image';

/** An image of ECR that a resource runs. */
export interface PulledImage {
  readonly kind: ConsumerKind;
  readonly resource: GraphResource;
  /** The image as the resource names it. */
  readonly text: string;
  readonly image: EcrImage;
  readonly repositoryArn: string;
  /** The repository in the templates, once for each of its cases. There is none if no template creates it. */
  readonly repositories: readonly RepositoryNode[];
  readonly puller: RolePuller | ServicePuller;
  /** The role of the templates that pulls. */
  readonly role: IdentityNode | undefined;
}

/** The images of ECR that the resources of the templates run, each once for a resource and who pulls it. */
export const pulledImages = oncePerGraph((graph: TemplateGraph): readonly PulledImage[] => {
  const kinds = new Map(consumerKinds.flatMap((kind) => kind.types.map((type) => [type, kind] as const)));
  const repositories = new Map<string, RepositoryNode[]>();
  for (const repository of graph.repositories) {
    const some = repositories.get(repository.arn);
    if (some) some.push(repository);
    else repositories.set(repository.arn, [repository]);
  }
  const found = graph.resources.flatMap((resource): PulledImage[] => {
    const kind = kinds.get(resource.type);
    if (!kind) return [];
    return kind.usesOf(resource).flatMap(({ image: text, puller }) => {
      const image = ecrImageOf(text);
      if (!image) return [];
      const { account, region, repositoryName } = image;
      const repositoryArn = `arn:${resource.env.partition}:ecr:${region}:${account}:repository/${repositoryName}`;
      const here = (repositories.get(repositoryArn) ?? []).filter((one) => !isExcluded(resource, one.resource));
      const role = 'role' in puller && puller.role !== undefined ? identitiesOf(graph).byArn(puller.role) : undefined;
      return [{ kind, resource, text, image, repositoryArn, repositories: here, puller, role }];
    });
  });
  return [...new Map(found.map((one) => [keyOf(one), one])).values()];
});

function keyOf({ resource: { source, when }, repositoryArn, puller }: PulledImage): string {
  const who = 'role' in puller ? puller.role : puller.service;
  return JSON.stringify([source.template, source.logicalId, when, repositoryArn, who]);
}
