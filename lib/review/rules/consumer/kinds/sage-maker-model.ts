import { fieldsOf, listOf, textOf } from '../../shape';
import { type ConsumerKind } from '../consumer-kind';

/** @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ContainerDefinition.html */
export const sageMakerModel: ConsumerKind = {
  types: ['AWS::SageMaker::Model'],
  noun: 'Model',
  sameRegion: true,
  usesOf: ({ properties }) => {
    const puller = {
      role: textOf(properties.ExecutionRoleArn),
      property: 'ExecutionRoleArn',
      needed: 'SageMaker pulls with this role',
    };
    return [properties.PrimaryContainer, ...listOf(properties.Containers)]
      .map(fieldsOf)
      .flatMap(({ Image: image }) => (typeof image === 'string' ? [{ image, puller }] : []));
  },
};
