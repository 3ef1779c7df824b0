import { type PullingService } from '../../access/consumers/consumer-kind';
import { consumerKinds } from '../../access/consumers/consumer-kinds';
import { commands, type DraftSection, type GuideBlock, part, prose, text } from './guide-page';
import { type GuideRepository } from './guide-repository';
import { type GuideReader } from './reader';

/** Amazon ECS. Its tasks pull as a role. */
const ecs: PullingService = {
  id: 'use-in-ecs',
  principals: ['ecs-tasks.'],
  usage: ({ uri }) => ({
    text: prose`Amazon ECS, in the task definition. The task's execution role pulls, so it needs ${'ecr:BatchGetImage'} and ${'ecr:GetDownloadUrlForLayer'} on the repository and ${'ecr:GetAuthorizationToken'} on ${'*'}. The task role needs none of these.`,
    file: { language: 'json', text: `"image": ${JSON.stringify(`${uri}@sha256:...`)}` },
  }),
};

/** Amazon EKS. Its nodes pull as a role. */
const kubernetes: PullingService = {
  id: 'use-in-kubernetes',
  principals: ['ec2.', 'eks.'],
  usage: ({ uri }) => ({
    text: prose`Amazon EKS, in the container of a pod. The role of the nodes pulls, not the role of the pod. It needs the same permissions.`,
    file: { language: 'yaml', text: `image: ${JSON.stringify(`${uri}@sha256:...`)}` },
  }),
};

/** Services that may pull as a role whose user is not in the templates. */
const pullAsAnyRole = [ecs, kubernetes];

const services: readonly PullingService[] = [
  ...pullAsAnyRole,
  ...Object.values(consumerKinds).flatMap(({ service }) => service ?? []),
];

/** The section that shows how the services that can pull use the images. */
export function consumersSection(repository: GuideRepository, readers: readonly GuideReader[]): DraftSection {
  const able = readers.filter(({ uses }) => uses.has('pull'));
  const used = new Set(able.flatMap(servicesOf));
  const blocks = services
    .filter((service) => used.has(service))
    .flatMap((service) => usageBlocks(service, repository, able));
  const parts = blocks.length === 0 ? [] : [part(['pull'], byDigest(), ...blocks)];
  return { id: 'use', title: 'Use it in AWS', parts };
}

/** The services that a reader may be. An account, or a role without a known user, may be any service that pulls as a role. */
function servicesOf({ principal, kind, actors }: GuideReader): PullingService[] {
  const known = [principal, ...actors].flatMap((one) => services.filter((service) => isPrincipalOf(service, one)));
  const canBeAnyRole = kind !== 'service' && kind !== 'user' && actors.length === 0;
  return canBeAnyRole ? [...known, ...pullAsAnyRole] : known;
}

function isPrincipalOf({ principals }: PullingService, principal: string): boolean {
  return principals.some((start) => principal.startsWith(start));
}

function usageBlocks(service: PullingService, repository: GuideRepository, able: readonly GuideReader[]): GuideBlock[] {
  const isGranted = able.some(({ principal }) => isPrincipalOf(service, principal));
  const { text: words, commands: lines, file } = service.usage(repository, isGranted);
  return [
    { kind: 'text', text: words },
    ...(lines ? [commands(service.id, ...lines)] : []),
    ...(file ? [{ kind: 'file', ...file } as const] : []),
  ];
}

function byDigest(): GuideBlock {
  return text`Refer to an image by its digest. Then a tag that moves does not change which image runs.`;
}
