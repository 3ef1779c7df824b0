import { fieldsOf, listOf, textOf, textsOf, type Fields } from '../../shape';
import { type ConsumerKind } from '../consumer-kind';

/** @see https://docs.aws.amazon.com/batch/latest/userguide/execution-IAM-role.html */
export const batchJob: ConsumerKind = {
  types: ['AWS::Batch::JobDefinition'],
  noun: 'Job definition',
  sameRegion: false,
  usesOf: ({ properties }) => {
    const isFargate = textsOf(properties.PlatformCapabilities).includes('FARGATE');
    return pullsIn(properties).flatMap(({ image, role }) =>
      typeof image !== 'string'
        ? []
        : [
            {
              image,
              puller: {
                role: textOf(role),
                property: 'ExecutionRoleArn',
                ...(isFargate && { needed: 'Fargate pulls with this role' }),
              },
            },
          ],
    );
  },
};

interface Pull {
  readonly image: unknown;
  readonly role: unknown;
}

/** The images of one container, of the nodes of a parallel job, and of the containers of a task. */
function pullsIn(job: Fields): readonly Pull[] {
  const nodes = listOf(fieldsOf(job.NodeProperties).NodeRangeProperties).map(fieldsOf);
  const containers = [job.ContainerProperties, ...nodes.map(({ Container: container }) => container)].map(fieldsOf);
  const tasks = [job, ...nodes].flatMap(({ EcsProperties: ecs }) => listOf(fieldsOf(ecs).TaskProperties)).map(fieldsOf);
  return [
    ...containers.map(({ Image: image, ExecutionRoleArn: role }) => ({ image, role })),
    ...tasks.flatMap(({ Containers: list, ExecutionRoleArn: role }) =>
      listOf(list).map((container) => ({ image: fieldsOf(container).Image, role })),
    ),
  ];
}
