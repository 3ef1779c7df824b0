import { fieldsOf, listOf, textOf, textsOf } from '../../shape';
import { type ConsumerKind } from '../consumer-kind';

/** @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_execution_IAM_role.html */
export const ecsTask: ConsumerKind = {
  types: ['AWS::ECS::TaskDefinition'],
  noun: 'Task definition',
  sameRegion: false,
  usesOf: ({ properties }) => {
    const isFargate = textsOf(properties.RequiresCompatibilities).includes('FARGATE');
    const puller = {
      role: textOf(properties.ExecutionRoleArn),
      property: 'ExecutionRoleArn',
      ...(isFargate && { needed: 'Fargate pulls with this role' }),
    };
    return listOf(properties.ContainerDefinitions)
      .map(fieldsOf)
      .filter(({ RepositoryCredentials: credentials }) => credentials === undefined)
      .flatMap(({ Image: image }) => (typeof image === 'string' ? [{ image, puller }] : []));
  },
};
