import { fieldsOf, textOf } from '../../shape';
import { type ConsumerKind } from '../consumer-kind';

/** @see https://docs.aws.amazon.com/apprunner/latest/dg/security_iam_service-with-iam.html */
export const appRunnerService: ConsumerKind = {
  types: ['AWS::AppRunner::Service'],
  noun: 'Service',
  sameRegion: false,
  usesOf: ({ properties }) => {
    const configuration = fieldsOf(properties.SourceConfiguration);
    const { ImageIdentifier: image } = fieldsOf(configuration.ImageRepository);
    if (typeof image !== 'string') return [];
    const role = textOf(fieldsOf(configuration.AuthenticationConfiguration).AccessRoleArn);
    const needed = 'App Runner pulls with this role';
    return [{ image, puller: { role, property: 'AuthenticationConfiguration.AccessRoleArn', needed } }];
  },
};
